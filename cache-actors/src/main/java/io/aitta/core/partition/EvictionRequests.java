package io.aitta.core.partition;

import io.aitta.core.catalog.CacheId;

/**
 * The way to another partition of the same node that is to evict: {@link Partition#evictFor} is to
 * be called on it soon, on its own thread. A request that is lost is made up for by the partition's
 * next sweep. Thread-safe; never blocks.
 */
@FunctionalInterface
public interface EvictionRequests {
  void ask(int partition, CacheId cache);
}
