package io.aitta.transfer.format;

/**
 * The limits of an entry's life when it was exported, in milliseconds; 0 stands for none.
 *
 * @param expiresAt the instant of the epoch at which its time to live ends, by the clock of who
 *     exported it
 * @param left how long it had to live when it was exported; there is none exactly where {@code
 *     expiresAt} is none
 * @param maxIdle how long it may go unread
 */
public record Limits(long expiresAt, long left, long maxIdle) {
  /** It lives on. */
  public static final Limits NONE = new Limits(0, 0, 0);

  /**
   * @throws IllegalArgumentException when one is negative, or the first two contradict each other
   */
  public Limits {
    if (expiresAt < 0 || left < 0 || maxIdle < 0) {
      throw new IllegalArgumentException("a limit is negative");
    }
    if ((expiresAt == 0) != (left == 0)) {
      throw new IllegalArgumentException("the end of its life and the time left do not fit");
    }
  }

  /** Whether it has a time to live. */
  public boolean expires() {
    return expiresAt > 0;
  }

  /** Whether it may go unread for a time only. */
  public boolean idles() {
    return maxIdle > 0;
  }
}
