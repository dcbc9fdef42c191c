package io.aitta.core.operation;

import static java.util.Objects.requireNonNull;

import io.aitta.core.model.CacheKey;
import io.aitta.core.model.Entry;
import io.aitta.core.model.Lifespan;
import io.aitta.core.model.Lifetime;
import io.aitta.core.reply.Absent;
import io.aitta.core.reply.LifetimeReply;
import java.util.Optional;

/** Reads how long an entry still lives; asking does not prolong it. */
public record ReadLifetime(CacheKey key) implements KeyOperation<LifetimeReply> {
  public ReadLifetime {
    requireNonNull(key, "key is null");
  }

  @Override
  public LifetimeReply applyTo(Segment segment, long now) {
    Optional<Entry> found = segment.peek(key, now);
    if (found.isEmpty()) {
      return new Absent();
    }
    Entry entry = found.get();
    Lifespan lifespan = entry.lifespan();
    long ttl =
        lifespan.expiresAt() == Lifespan.NEVER
            ? LifetimeReply.LIVES_ON
            : lifespan.expiresAt() - now;
    long idle =
        lifespan.maxIdleMillis() == Lifetime.NONE
            ? LifetimeReply.LIVES_ON
            : entry.lastAccess() + lifespan.maxIdleMillis() - now;
    return new LifetimeReply.Remaining(ttl, idle, entry.version());
  }

  @Override
  public boolean writes() {
    return false;
  }
}
