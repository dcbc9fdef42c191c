package io.aitta.core.model;

/**
 * How long a new entry is to live, as asked for by a write: each limit is a number of milliseconds,
 * {@link #INHERIT} for what the cache says, or {@link #NONE} for no such limit.
 *
 * @param timeToLiveMillis counted from the write
 * @param maxIdleMillis counted from the last read or write
 */
public record Lifetime(long timeToLiveMillis, long maxIdleMillis) {
  /** The cache's own limit holds. */
  public static final long INHERIT = -1;

  /** There is no such limit. */
  public static final long NONE = 0;

  /** The longest limit: ten years. */
  public static final long MAX_MILLIS = 3_650L * 24 * 60 * 60 * 1000;

  /** Both limits are the cache's. */
  public static final Lifetime INHERITED = new Lifetime(INHERIT, INHERIT);

  /**
   * @throws IllegalArgumentException when a limit is under -1 or over {@link #MAX_MILLIS}
   */
  public Lifetime {
    check("time to live", timeToLiveMillis);
    check("max idle", maxIdleMillis);
  }

  public Lifetime withTimeToLive(long millis) {
    return new Lifetime(millis, maxIdleMillis);
  }

  public Lifetime withMaxIdle(long millis) {
    return new Lifetime(timeToLiveMillis, millis);
  }

  private static void check(String what, long millis) {
    if (millis < INHERIT || millis > MAX_MILLIS) {
      throw new IllegalArgumentException(what + " of " + millis + " ms is not 1 ms to 10 years");
    }
  }
}
