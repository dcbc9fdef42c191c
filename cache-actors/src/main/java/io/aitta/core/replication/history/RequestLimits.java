package io.aitta.core.replication.history;

/**
 * How many requests a partition remembers.
 *
 * @param maxRequests how many that were done; at least 1
 * @param maxBytes how many bytes their answers take, though the latest is kept whatever its size
 * @param maxAgeMillis how long at the most
 * @param maxOrigins of how many askers, and of how many writes that callers have named; at least 1
 */
public record RequestLimits(int maxRequests, long maxBytes, long maxAgeMillis, int maxOrigins) {
  /** 1,024 requests and 1 MiB, five minutes, of 4,096 askers. */
  public static final RequestLimits DEFAULT = new RequestLimits(1024, 1 << 20, 5 * 60 * 1000, 4096);

  /**
   * @throws IllegalArgumentException when a limit is not positive
   */
  public RequestLimits {
    if (maxRequests < 1 || maxBytes < 1 || maxAgeMillis < 1 || maxOrigins < 1) {
      throw new IllegalArgumentException("a limit of remembered requests is at least 1");
    }
  }
}
