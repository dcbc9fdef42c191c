package io.aitta.core.operation;

import static java.util.Objects.requireNonNull;

import io.aitta.core.model.CacheKey;
import io.aitta.core.model.Condition;
import io.aitta.core.model.Entry;
import io.aitta.core.model.Lifespan;
import io.aitta.core.model.Lifetime;
import io.aitta.core.reply.Absent;
import io.aitta.core.reply.PreconditionFailed;
import io.aitta.core.reply.TouchReply;
import java.util.Optional;

/**
 * Gives an entry other limits; its value and version stay.
 *
 * @param timeToLiveMillis counted from now; {@link Lifetime#NONE} lifts the limit, {@link #KEEP}
 *     leaves it
 * @param maxIdleMillis counted from now; {@link Lifetime#NONE} lifts the limit, {@link #KEEP}
 *     leaves it
 */
public record ChangeLifetime(
    CacheKey key, long timeToLiveMillis, long maxIdleMillis, Condition condition)
    implements KeyOperation<TouchReply> {
  /** The limit stays as it is. */
  public static final long KEEP = -1;

  public ChangeLifetime {
    requireNonNull(key, "key is null");
    requireNonNull(condition, "condition is null");
    if (timeToLiveMillis < KEEP
        || maxIdleMillis < KEEP
        || timeToLiveMillis > Lifetime.MAX_MILLIS
        || maxIdleMillis > Lifetime.MAX_MILLIS) {
      throw new IllegalArgumentException("a limit is at most ten years");
    }
  }

  @Override
  public TouchReply applyTo(Segment segment, long now) {
    Optional<Entry> found = segment.peek(key, now);
    if (found.isEmpty()) {
      return new Absent();
    }
    Entry entry = found.get();
    if (!condition.holds(found)) {
      return new PreconditionFailed(Optional.of(entry.version()));
    }
    segment.changeLifespan(key, changed(entry.lifespan(), now), now);
    return new TouchReply.Touched(entry.version());
  }

  @Override
  public boolean writes() {
    return true;
  }

  private Lifespan changed(Lifespan lifespan, long now) {
    long expiresAt = lifespan.expiresAt();
    if (timeToLiveMillis != KEEP) {
      expiresAt = timeToLiveMillis == Lifetime.NONE ? Lifespan.NEVER : now + timeToLiveMillis;
    }
    return new Lifespan(
        expiresAt, maxIdleMillis == KEEP ? lifespan.maxIdleMillis() : maxIdleMillis);
  }
}
