package io.aitta.benchmarks;

import static java.util.Objects.requireNonNull;

import java.util.random.RandomGenerator;

/**
 * What is asked of the cluster.
 *
 * @param cache the cache that all requests go to
 * @param mix the shares of the kinds
 * @param keys how many different keys there are, at least 1
 * @param skew 0 draws all keys alike; above it some are drawn more often, up to below 1
 * @param valueSize bytes of a value
 * @param batchLines operations in a batch, gets and puts in turn
 */
record Workload(String cache, Mix mix, long keys, double skew, int valueSize, int batchLines) {
  Workload {
    requireNonNull(cache, "cache is null");
    requireNonNull(mix, "mix is null");
    if (keys < 1 || valueSize < 0 || batchLines < 1 || !(skew >= 0 && skew < 1)) {
      throw new IllegalArgumentException("a workload has at least one key and one line a batch");
    }
  }

  /**
   * Draws a key, 0 to below {@link #keys}. With a skew {@code s} the key of rank {@code r} is drawn
   * with a density of {@code r^-s}: the inverse of the distribution function, as it is for a
   * continuous power law.
   */
  long nextKey(RandomGenerator random) {
    if (skew == 0) {
      return random.nextLong(keys);
    }
    return (long) (keys * Math.pow(random.nextDouble(), 1 / (1 - skew)));
  }
}
