package io.aitta.core.model;

/** What a cache holds and has done, in one partition or summed over several. */
public record CacheStatistics(
    long entries,
    long bytes,
    long hits,
    long misses,
    long puts,
    long removals,
    long expirations,
    long evictions) {
  /** Nothing held and nothing done. */
  public static final CacheStatistics ZERO = new CacheStatistics(0, 0, 0, 0, 0, 0, 0, 0);

  /** The sum of both. */
  public CacheStatistics plus(CacheStatistics other) {
    return new CacheStatistics(
        entries + other.entries,
        bytes + other.bytes,
        hits + other.hits,
        misses + other.misses,
        puts + other.puts,
        removals + other.removals,
        expirations + other.expirations,
        evictions + other.evictions);
  }

  /** Hits over reads, 0 to 1; 0 where nothing was read. */
  public double hitRatio() {
    long reads = hits + misses;
    return reads == 0 ? 0 : (double) hits / reads;
  }
}
