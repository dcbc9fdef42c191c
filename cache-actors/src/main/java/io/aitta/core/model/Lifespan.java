package io.aitta.core.model;

/**
 * When an entry ends.
 *
 * @param expiresAt the first instant it is gone by its time to live, in milliseconds of the epoch;
 *     {@link #NEVER} without one
 * @param maxIdleMillis how long it may go unread, in milliseconds; {@link Lifetime#NONE} for ever
 */
public record Lifespan(long expiresAt, long maxIdleMillis) {
  /** The instant that does not come. */
  public static final long NEVER = Long.MAX_VALUE;

  /** No limit at all. */
  public static final Lifespan ENDLESS = new Lifespan(NEVER, Lifetime.NONE);

  /** The lifespan of an entry that is written now. */
  public static Lifespan of(Lifetime asked, CacheConfig config, long now) {
    long ttl = choose(asked.timeToLiveMillis(), config.timeToLiveMillis());
    return new Lifespan(
        ttl == Lifetime.NONE ? NEVER : now + ttl,
        choose(asked.maxIdleMillis(), config.maxIdleMillis()));
  }

  /**
   * The first instant the entry is gone, when it was last read or written at {@code lastAccess}.
   */
  public long endsAt(long lastAccess) {
    return maxIdleMillis == Lifetime.NONE
        ? expiresAt
        : Math.min(expiresAt, lastAccess + maxIdleMillis);
  }

  private static long choose(long asked, long inherited) {
    return asked == Lifetime.INHERIT ? inherited : asked;
  }
}
