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
 * @param leastRoundBytes how much has to have changed at least before a round begins
 */
public record LogLimits(
    Duration maxLag,
    Duration patience,
    Duration recoveryWait,
    long pieceBytes,
    long creditBytes,
    long leastRoundBytes) {
  /** A fraction of which no multiples come close to each other soon. */
  private static final double GOLDEN_RATIO = (Math.sqrt(5) - 1) / 2;

  private static final int EARLIEST = 2;
  private static final int SPREAD = 4;

  /** A tenth of a second, three and thirty seconds; pieces of 64 KiB, 1 MiB of them waiting. */
  public static final LogLimits DEFAULT =
      new LogLimits(
          Duration.ofMillis(100),
          Duration.ofSeconds(3),
          Duration.ofSeconds(30),
          64 << 10,
          1 << 20,
          128 << 10);

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

  /**
   * After how many bytes of changes a copy is written anew: half of what it took the last time to
   * three quarters, which depends on the partition, so that those that are written to alike are not
   * all on the disk twice at once.
   *
   * @param partition its number
   * @param roundBytes what it took the last time
   */
  public long roundAfter(int partition, long roundBytes) {
    double spread = partition * GOLDEN_RATIO % 1;
    long part = roundBytes / EARLIEST + (long) (spread * roundBytes / SPREAD);
    return Math.max(leastRoundBytes, part);
  }
}
