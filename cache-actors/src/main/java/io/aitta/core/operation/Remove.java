package io.aitta.core.operation;

import static java.util.Objects.requireNonNull;

import io.aitta.core.model.CacheKey;
import io.aitta.core.model.Condition;
import io.aitta.core.model.Entry;
import io.aitta.core.reply.Absent;
import io.aitta.core.reply.PreconditionFailed;
import io.aitta.core.reply.RemoveReply;
import java.util.Optional;

/** Removes an entry, if a condition holds; where there is none, the condition is not looked at. */
public record Remove(CacheKey key, Condition condition) implements KeyOperation<RemoveReply> {
  public Remove {
    requireNonNull(key, "key is null");
    requireNonNull(condition, "condition is null");
  }

  @Override
  public RemoveReply applyTo(Segment segment, long now) {
    Optional<Entry> entry = segment.peek(key, now);
    if (entry.isEmpty()) {
      return new Absent();
    }
    if (!condition.holds(entry)) {
      return new PreconditionFailed(entry.map(Entry::version));
    }
    segment.remove(key, now);
    return new RemoveReply.Removed();
  }

  @Override
  public boolean writes() {
    return true;
  }
}
