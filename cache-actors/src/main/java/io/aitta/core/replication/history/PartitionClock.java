package io.aitta.core.replication.history;

/**
 * The time of one partition, by which entries end and requests grow old: it goes on evenly and
 * never back, whoever leads and whatever becomes of the clocks of nodes. The founder's wall clock
 * begins it. A primary carries it on by a clock that never jumps, and turns it towards its own wall
 * clock by no more than one part in {@value #SLEW}, about as fast as NTP turns clocks. Other copies
 * hear it from the primary, and carry on what they heard last when they lead: behind by what the
 * message took, never ahead. Not thread-safe.
 */
final class PartitionClock {
  private static final long SLEW = 2_000;
  private static final long NANOS_OF_MILLI = 1_000_000;

  /** In nanoseconds of the epoch, as of the moment below. */
  private long time;

  /** By the node's clock that never goes back. */
  private long readAt;

  private boolean begun;

  /**
   * At a primary: carries the time on.
   *
   * @param nanos by the node's clock that never goes back
   * @param wallMillis by the node's wall clock, in milliseconds of the epoch
   * @return milliseconds of the epoch
   */
  long read(long nanos, long wallMillis) {
    if (!begun) {
      begin(wallMillis, nanos);
    }
    long passed = Math.max(0, nanos - readAt);
    long wrong = wallMillis * NANOS_OF_MILLI - (time + passed);
    long most = passed / SLEW;
    time += passed + Math.max(-most, Math.min(most, wrong));
    readAt = nanos;
    return time / NANOS_OF_MILLI;
  }

  /** What the time is, as far as it is known here; 0 where nothing is. */
  long at(long nanos) {
    return begun ? (time + Math.max(0, nanos - readAt)) / NANOS_OF_MILLI : 0;
  }

  /** At another copy: the primary said what the time was when it sent something. */
  void hear(long millis, long nanos) {
    if (!begun || millis * NANOS_OF_MILLI > time) {
      begin(millis, nanos);
    }
  }

  private void begin(long millis, long nanos) {
    begun = true;
    time = millis * NANOS_OF_MILLI;
    readAt = nanos;
  }
}
