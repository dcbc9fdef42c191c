package io.aitta.core.replication.journal;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * How a copy is kept.
 *
 * @param maxLag for how long a change may wait for the disk before nothing more is acknowledged
 * @param patience for how long before the copy counts as silent
 * @param recoveryWait how long a copy from the disk waits for others that may have more; longer
 *     than any lease that a former process of the node may have granted
 * @param pieceBytes how many bytes of entries one record has, more only by one entry and its hash's
 *     others
 * @param creditBytes how many of them may wait for the disk before more are read
 * @param leastRoundBytes a round begins once half of what the last one took has changed, and that
 *     much at least
 */
public record LogLimits(
    Duration maxLag,
    Duration patience,
    Duration recoveryWait,
    long pieceBytes,
    long creditBytes,
    long leastRoundBytes) {
  /** A tenth of a second, three and thirty seconds; pieces of 64 KiB, 1 MiB of them waiting. */
  public static final LogLimits DEFAULT =
      new LogLimits(
          Duration.ofMillis(100),
          Duration.ofSeconds(3),
          Duration.ofSeconds(30),
          64 << 10,
          1 << 20,
          1 << 20);

  /**
   * @throws IllegalArgumentException when a limit is not positive
   */
  public LogLimits {
    requireNonNull(recoveryWait, "recoveryWait is null");
    if (maxLag.isNegative() || maxLag.isZero() || patience.compareTo(maxLag) < 0) {
      throw new IllegalArgumentException("a log may be behind for a while, and longer than stall");
    }
    if (pieceBytes < 1 || creditBytes < 1 || leastRoundBytes < 1) {
      throw new IllegalArgumentException("a limit of a log is at least 1");
    }
  }
}
