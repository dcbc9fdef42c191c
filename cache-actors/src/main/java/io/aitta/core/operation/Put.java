package io.aitta.core.operation;

import static java.util.Objects.requireNonNull;

import io.aitta.core.model.CacheKey;
import io.aitta.core.model.CacheValue;
import io.aitta.core.model.Condition;
import io.aitta.core.model.Entry;
import io.aitta.core.model.Lifespan;
import io.aitta.core.model.Lifetime;
import io.aitta.core.model.Tags;
import io.aitta.core.model.Version;
import io.aitta.core.reply.OverBudget;
import io.aitta.core.reply.PreconditionFailed;
import io.aitta.core.reply.StoreReply;
import java.util.Optional;

/**
 * Stores a value, if a condition holds: put, put-if-absent, replace and compare-and-set by version
 * are all this with another condition.
 */
public record Put(CacheKey key, CacheValue value, Lifetime lifetime, Tags tags, Condition condition)
    implements KeyOperation<StoreReply> {
  public Put {
    requireNonNull(key, "key is null");
    requireNonNull(value, "value is null");
    requireNonNull(lifetime, "lifetime is null");
    requireNonNull(tags, "tags is null");
    requireNonNull(condition, "condition is null");
  }

  @Override
  public StoreReply applyTo(Segment segment, long now) {
    Optional<Entry> current = segment.peek(key, now);
    if (!condition.holds(current)) {
      return new PreconditionFailed(current.map(Entry::version));
    }
    Lifespan lifespan = Lifespan.of(lifetime, segment.config(), now);
    Segment.Stored stored = segment.store(key, value, tags, lifespan, now);
    if (stored instanceof Segment.Stored.Refused refused) {
      return new OverBudget(refused.reason());
    }
    Version version = ((Segment.Stored.Accepted) stored).entry().version();
    return current.isPresent() ? new StoreReply.Replaced(version) : new StoreReply.Created(version);
  }

  @Override
  public boolean writes() {
    return true;
  }
}
