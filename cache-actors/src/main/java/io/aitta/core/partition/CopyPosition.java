package io.aitta.core.partition;

import static java.util.Objects.requireNonNull;

import io.aitta.core.catalog.CacheId;
import java.util.Optional;

/**
 * How far a partition has been copied: by caches in their order, and within a cache by the unsigned
 * order of key hashes.
 *
 * @param cache the cache that is being copied; empty at the start
 * @param nextHash the smallest hash of it that was not copied yet
 * @param through whether all of it was copied
 */
public record CopyPosition(Optional<CacheId> cache, long nextHash, boolean through) {
  /** Nothing was copied yet. */
  public static final CopyPosition START = new CopyPosition(Optional.empty(), 0, false);

  public CopyPosition {
    requireNonNull(cache, "cache is null");
  }

  static CopyPosition within(CacheId cache, long nextHash) {
    return new CopyPosition(Optional.of(cache), nextHash, false);
  }

  static CopyPosition after(CacheId cache) {
    return new CopyPosition(Optional.of(cache), 0, true);
  }

  /**
   * Whether an effect belongs to what was copied already. One that is about a whole cache belongs
   * there: what was not copied yet is not there to be changed.
   */
  public boolean covers(Effect effect) {
    return effect.key().map(key -> covers(effect.cache(), key.hash())).orElse(true);
  }

  /** Whether there may be something of that cache that was not copied yet. */
  boolean leaves(CacheId id) {
    return cache.map(id::compareTo).map(order -> through ? order > 0 : order >= 0).orElse(true);
  }

  private boolean covers(CacheId id, long hash) {
    if (cache.isEmpty() || id.compareTo(cache.get()) > 0) {
      return false;
    }
    return !id.equals(cache.get()) || through || Long.compareUnsigned(hash, nextHash) < 0;
  }
}
