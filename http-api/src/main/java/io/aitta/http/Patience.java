package io.aitta.http;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * How long the lines of one batch may wait, all of them together, for partitions that do not
 * answer. What is answered costs nothing. Used by one thread at a time.
 */
final class Patience {
  /** A millisecond: less is no time to answer in. */
  private static final long LEAST = 1_000_000;

  private final LongSupplier nanos;
  private long left;
  private long since;

  /**
   * @param nanos a clock that never goes back
   */
  Patience(Duration whole, LongSupplier nanos) {
    this.left = whole.toNanos();
    this.nanos = nanos;
  }

  boolean isOver() {
    return left < LEAST;
  }

  void begin() {
    since = nanos.getAsLong();
  }

  /** What is left of it since it began; at least a millisecond. */
  Duration left() {
    return Duration.ofNanos(Math.max(LEAST, left - (nanos.getAsLong() - since)));
  }

  /** It was in vain: the time since it began is lost. */
  void lost() {
    left -= nanos.getAsLong() - since;
  }
}
