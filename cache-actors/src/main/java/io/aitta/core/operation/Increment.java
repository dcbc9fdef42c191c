package io.aitta.core.operation;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.util.Objects.requireNonNull;

import io.aitta.core.model.CacheKey;
import io.aitta.core.model.CacheValue;
import io.aitta.core.model.Condition;
import io.aitta.core.model.Entry;
import io.aitta.core.model.Lifespan;
import io.aitta.core.model.Lifetime;
import io.aitta.core.model.Tags;
import io.aitta.core.reply.CountReply;
import io.aitta.core.reply.OverBudget;
import io.aitta.core.reply.PreconditionFailed;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * Adds to a counter, creating it first where it is absent; its lifetime stays. What is no number,
 * or would be out of range, is told before the condition is looked at: a condition counts only
 * where the request would succeed without it, RFC 9110, section 13.2.1.
 */
public record Increment(CacheKey key, long delta, long initial, Condition condition)
    implements KeyOperation<CountReply> {
  /** The media type of a counter that this operation created. */
  public static final String CONTENT_TYPE = "text/plain; charset=utf-8";

  /** The most digits and sign that a number of 64 bits has. */
  private static final int MAX_LENGTH = 20;

  private static final Pattern DECIMAL = Pattern.compile("[+-]?[0-9]{1,19}");

  public Increment {
    requireNonNull(key, "key is null");
    requireNonNull(condition, "condition is null");
  }

  @Override
  public CountReply applyTo(Segment segment, long now) {
    Optional<Entry> entry = segment.peek(key, now);
    OptionalLong base =
        entry.isPresent() ? numberIn(entry.get().value()) : OptionalLong.of(initial);
    if (base.isEmpty()) {
      return new CountReply.NotANumber();
    }
    long sum = base.getAsLong() + delta;
    if (((base.getAsLong() ^ sum) & (delta ^ sum)) < 0) {
      return new CountReply.OutOfRange();
    }
    if (!condition.holds(entry)) {
      return new PreconditionFailed(entry.map(Entry::version));
    }
    return store(segment, entry, sum, now);
  }

  @Override
  public boolean writes() {
    return true;
  }

  private CountReply store(Segment segment, Optional<Entry> entry, long sum, long now) {
    String type = entry.map(e -> e.value().contentType()).orElse(CONTENT_TYPE);
    CacheValue value = CacheValue.owning(Long.toString(sum).getBytes(US_ASCII), type);
    Lifespan lifespan =
        entry
            .map(Entry::lifespan)
            .orElseGet(() -> Lifespan.of(Lifetime.INHERITED, segment.config(), now));
    Tags tags = entry.map(Entry::tags).orElse(Tags.NONE);
    Segment.Stored stored = segment.store(key, value, tags, lifespan, now);
    if (stored instanceof Segment.Stored.Refused refused) {
      return new OverBudget(refused.reason());
    }
    return new CountReply.Counted(sum, ((Segment.Stored.Accepted) stored).entry().version());
  }

  private static OptionalLong numberIn(CacheValue value) {
    if (value.length() > MAX_LENGTH) {
      return OptionalLong.empty();
    }
    String text = new String(value.toBytes(), US_ASCII);
    if (!DECIMAL.matcher(text).matches()) {
      return OptionalLong.empty();
    }
    try {
      return OptionalLong.of(Long.parseLong(text));
    } catch (NumberFormatException tooLarge) {
      return OptionalLong.empty();
    }
  }
}
