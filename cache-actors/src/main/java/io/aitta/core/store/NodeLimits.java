package io.aitta.core.store;

import io.aitta.core.model.CacheConfig;

/**
 * What one node may keep of one cache: the part of the cluster-wide limits that belongs to the
 * partitions it leads.
 *
 * @param entries how many entries; {@link CacheConfig#UNLIMITED} for any number
 * @param bytes how many bytes; {@link CacheConfig#UNLIMITED} for any number
 * @param slackEntries by how many entries the node may be over while others are asked to evict
 * @param slackBytes by how many bytes the node may be over while others are asked to evict
 */
record NodeLimits(long entries, long bytes, long slackEntries, long slackBytes) {
  /** A cluster may be over its limits by this many entries or a twentieth, whichever is more. */
  private static final int TOLERATED_ENTRIES = 16;

  private static final int TOLERATED_FRACTION = 20;

  static NodeLimits of(CacheConfig config, int led, int of) {
    long toleratedEntries = Math.max(TOLERATED_ENTRIES, config.maxEntries() / TOLERATED_FRACTION);
    return new NodeLimits(
        Math.max(1, part(config.maxEntries(), led, of)),
        Math.max(1, part(config.maxBytes(), led, of)),
        part(toleratedEntries, led, of) / 2,
        part(config.maxBytes() / TOLERATED_FRACTION, led, of) / 2);
  }

  /** Whether there is no limit at all. */
  boolean areNone() {
    return entries == CacheConfig.UNLIMITED && bytes == CacheConfig.UNLIMITED;
  }

  private static long part(long limit, int led, int of) {
    return limit == CacheConfig.UNLIMITED ? limit : limit / of * led + limit % of * led / of;
  }
}
