package io.aitta.core.replication.history;

/**
 * How many requests a partition remembers.
 *
 * @param maxRequests how many answers to gateways' writes, and how many to those that callers have
 *     named; at least 1
 * @param maxBytes how many bytes the large ones of each take; a larger one is not remembered
 * @param maxAgeMillis how long an answer to a gateway's write at the most: longer than any of its
 *     calls takes
 * @param maxOrigins of how many gateways that wrote within that time; at least 1
 * @param maxNames how many names are known, 1 to {@link #MOST_NAMES}; with as many a write under
 *     another is refused
 * @param namesForMillis how long a name is known
 */
public record RequestLimits(
    int maxRequests,
    long maxBytes,
    long maxAgeMillis,
    int maxOrigins,
    int maxNames,
    long namesForMillis) {
  /** As many as one message can tell of. */
  public static final int MOST_NAMES = 1 << 20;

  private static final long FIVE_MINUTES = 5 * 60 * 1000;

  /** 16,384 answers, 4 MiB of large ones, of 4,096 gateways; 131,072 names; each five minutes. */
  public static final RequestLimits DEFAULT =
      new RequestLimits(1 << 14, 4 << 20, FIVE_MINUTES, 4096, 1 << 17, FIVE_MINUTES);

  /**
   * @throws IllegalArgumentException when a limit is not positive or too large
   */
  public RequestLimits {
    if (maxRequests < 1 || maxBytes < 1 || maxAgeMillis < 1 || maxOrigins < 1) {
      throw new IllegalArgumentException("a limit of remembered requests is at least 1");
    }
    if (maxNames < 1 || maxNames > MOST_NAMES || namesForMillis < 1) {
      throw new IllegalArgumentException("1 to " + MOST_NAMES + " names are known");
    }
  }

  /** The same with other limits of names. */
  public RequestLimits withNames(int most, long millis) {
    return new RequestLimits(maxRequests, maxBytes, maxAgeMillis, maxOrigins, most, millis);
  }
}
