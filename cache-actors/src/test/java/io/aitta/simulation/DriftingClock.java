package io.aitta.simulation;

import io.aitta.core.replication.protocol.Now;

/** The clocks of one node: one that runs too fast or too slow, one that is wrong besides. */
final class DriftingClock {
  private static final long MILLI = 1_000_000;

  private final double rate;
  private final long nanosOffset;
  private long millisOffset;

  DriftingClock(double rate, long nanosOffset, long millisOffset) {
    this.rate = rate;
    this.nanosOffset = nanosOffset;
    this.millisOffset = millisOffset;
  }

  /** The wall clock is set forward or back. */
  void step(long millis) {
    millisOffset += millis;
  }

  Now at(long trueNanos) {
    long elapsed = (long) (trueNanos * rate);
    return new Now(nanosOffset + elapsed, millisOffset + elapsed / MILLI);
  }
}
