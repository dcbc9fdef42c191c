package io.aitta.core.register.proposer;

/**
 * The patience of a proposer. Times are in nanoseconds.
 *
 * @param attemptTimeout how long an attempt waits for voters before the next one begins
 * @param leastBackoff the longest first pause after an attempt that failed; it doubles each time
 * @param mostBackoff the longest pause
 * @param maxAttempts after so many, a call ends as unknown even before its deadline
 * @param maxOpenCalls further calls end at once, as unknown
 * @param successionTimeout how long it helps to finish a change of voters that others began
 */
public record ProposerSettings(
    long attemptTimeout,
    long leastBackoff,
    long mostBackoff,
    int maxAttempts,
    int maxOpenCalls,
    long successionTimeout) {
  private static final long MILLIS = 1_000_000;

  /** For voters in one data centre. */
  public static final ProposerSettings DEFAULT =
      new ProposerSettings(250 * MILLIS, 10 * MILLIS, 500 * MILLIS, 64, 256, 10_000 * MILLIS);

  /**
   * @throws IllegalArgumentException when one is not positive or the back-off shrinks
   */
  public ProposerSettings {
    if (attemptTimeout < 1 || leastBackoff < 1 || successionTimeout < 1) {
      throw new IllegalArgumentException("the times of a proposer are positive");
    }
    if (mostBackoff < leastBackoff || maxAttempts < 1 || maxOpenCalls < 1) {
      throw new IllegalArgumentException("the bounds of a proposer are positive and in order");
    }
  }
}
