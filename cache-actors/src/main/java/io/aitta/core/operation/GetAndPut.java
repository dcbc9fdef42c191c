package io.aitta.core.operation;

import static java.util.Objects.requireNonNull;

import io.aitta.core.model.CacheKey;
import io.aitta.core.model.CacheValue;
import io.aitta.core.model.Entry;
import io.aitta.core.model.Lifespan;
import io.aitta.core.model.Lifetime;
import io.aitta.core.model.Tags;
import io.aitta.core.reply.OverBudget;
import io.aitta.core.reply.SwapReply;
import java.util.Optional;

/** Stores a value and answers with what was there before. */
public record GetAndPut(CacheKey key, CacheValue value, Lifetime lifetime, Tags tags)
    implements KeyOperation<SwapReply> {
  public GetAndPut {
    requireNonNull(key, "key is null");
    requireNonNull(value, "value is null");
    requireNonNull(lifetime, "lifetime is null");
    requireNonNull(tags, "tags is null");
  }

  @Override
  public SwapReply applyTo(Segment segment, long now) {
    Optional<Entry> previous = segment.peek(key, now);
    Lifespan lifespan = Lifespan.of(lifetime, segment.config(), now);
    Segment.Stored stored = segment.store(key, value, tags, lifespan, now);
    if (stored instanceof Segment.Stored.Refused refused) {
      return new OverBudget(refused.reason());
    }
    segment.countRead(previous.isPresent());
    return new SwapReply.Swapped(((Segment.Stored.Accepted) stored).entry().version(), previous);
  }

  @Override
  public boolean writes() {
    return true;
  }
}
