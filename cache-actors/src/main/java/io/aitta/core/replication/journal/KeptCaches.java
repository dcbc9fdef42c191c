package io.aitta.core.replication.journal;

import io.aitta.core.catalog.CacheId;
import io.aitta.core.model.CacheKey;
import io.aitta.core.partition.Effect;
import io.aitta.core.partition.Partition;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** The caches whose entries the disk has. They begin to be kept, and cease to, while they live. */
final class KeptCaches {
  private final Set<CacheId> caches = new HashSet<>();

  /** Those that were not kept until lately, with the entries that were stored since. */
  private final Map<CacheId, Set<CacheKey>> fresh = new HashMap<>();

  boolean has(CacheId cache) {
    return caches.contains(cache);
  }

  /** The disk is given, or has, what there is of these. */
  void add(Collection<CacheId> more) {
    caches.addAll(more);
  }

  void clear() {
    caches.clear();
    fresh.clear();
  }

  /**
   * Takes note of a change.
   *
   * @param kept whether it is written
   * @return whether the disk has entries of the cache from when it was kept, and is not told what
   *     becomes of them from here on
   */
  boolean note(Effect effect, boolean kept) {
    CacheId cache = effect.cache();
    if (effect instanceof Effect.SegmentDropped || !kept) {
      fresh.remove(cache);
      return caches.remove(cache) && !(effect instanceof Effect.SegmentDropped);
    }
    if (caches.add(cache)) {
      fresh.put(cache, new HashSet<>());
    }
    if (fresh.containsKey(cache)) {
      note(effect, fresh.get(cache));
    }
    return false;
  }

  /** Whether a cache that is kept from now on has entries that the disk was not given. */
  boolean hasOldEntries(Partition partition) {
    if (fresh.isEmpty()) {
      return false;
    }
    boolean old =
        fresh.entrySet().stream()
            .anyMatch(one -> partition.sizeOf(one.getKey()) > one.getValue().size());
    fresh.clear();
    return old;
  }

  private static void note(Effect effect, Set<CacheKey> keys) {
    if (effect instanceof Effect.EntryStored stored) {
      keys.add(stored.entry().key());
    } else if (effect instanceof Effect.EntryRemoved removed) {
      keys.remove(removed.removed());
    } else if (effect instanceof Effect.SegmentCleared) {
      keys.clear();
    }
  }
}
