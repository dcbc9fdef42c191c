package io.aitta.core.placement;

import io.aitta.core.model.CacheKey;

/**
 * The fixed map from keys to partitions: a key's hash modulo the number of partitions.
 *
 * @param partitions how many there are, 1 to {@link #MAX}; fixed for a cluster's life
 */
public record Partitioning(int partitions) {
  /** The most partitions a cluster may have. */
  public static final int MAX = 1024;

  /**
   * @throws IllegalArgumentException when the number is out of its bounds
   */
  public Partitioning {
    if (partitions < 1 || partitions > MAX) {
      throw new IllegalArgumentException("1 to " + MAX + " partitions, not " + partitions);
    }
  }

  /** The partition of the key, from 0. */
  public int partitionOf(CacheKey key) {
    return (int) Long.remainderUnsigned(key.hash(), partitions);
  }
}
