package io.aitta.core.operation;

import static java.util.Objects.requireNonNull;

import io.aitta.core.model.CacheKey;
import io.aitta.core.model.CacheValue;
import io.aitta.core.model.Entry;
import io.aitta.core.model.Lifespan;
import io.aitta.core.reply.LifetimeReply;
import io.aitta.core.reply.Lookup;

/**
 * Reads an entry.
 *
 * @param withValue whether the value is wanted too, or only what describes it
 */
public record Get(CacheKey key, boolean withValue) implements KeyOperation<Lookup> {
  private static final byte[] NOTHING = {};

  public Get {
    requireNonNull(key, "key is null");
  }

  @Override
  public Lookup applyTo(Segment segment, long now) {
    return segment
        .read(key, now)
        .<Lookup>map(entry -> hit(entry, withValue, now))
        .orElseGet(Lookup.Miss::new);
  }

  @Override
  public boolean writes() {
    return false;
  }

  static Lookup.Hit hit(Entry entry, boolean withValue, long now) {
    return new Lookup.Hit(
        withValue ? entry : withoutValue(entry), endsIn(entry, now), entry.value().length());
  }

  private static long endsIn(Entry entry, long now) {
    long expiresAt = entry.lifespan().expiresAt();
    return expiresAt == Lifespan.NEVER ? LifetimeReply.LIVES_ON : expiresAt - now;
  }

  private static Entry withoutValue(Entry entry) {
    return new Entry(
        entry.key(),
        CacheValue.owning(NOTHING, entry.value().contentType()),
        entry.version(),
        entry.tags(),
        entry.lifespan(),
        entry.modifiedAt(),
        entry.lastAccess());
  }
}
