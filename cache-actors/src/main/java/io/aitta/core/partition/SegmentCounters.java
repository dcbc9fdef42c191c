package io.aitta.core.partition;

import io.aitta.core.model.CacheStatistics;
import io.aitta.core.partition.Effect.EntryRemoved.Cause;
import io.aitta.core.store.EntryStore;

/** Counts what one segment has done. */
final class SegmentCounters {
  private long hits;
  private long misses;
  private long puts;
  private long removals;
  private long expirations;
  private long evictions;

  void countRead(boolean hit) {
    if (hit) {
      hits++;
    } else {
      misses++;
    }
  }

  void countPut() {
    puts++;
  }

  void countRemovals(Cause cause, long entries) {
    switch (cause) {
      case EXPIRED -> expirations += entries;
      case EVICTED -> evictions += entries;
      case REMOVED, INVALIDATED -> removals += entries;
    }
  }

  CacheStatistics with(EntryStore store) {
    return new CacheStatistics(
        store.size(), store.bytes(), hits, misses, puts, removals, expirations, evictions);
  }
}
