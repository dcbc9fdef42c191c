package io.aitta.benchmarks;

import java.util.concurrent.locks.LockSupport;

/**
 * When the requests of one connection start. In a closed loop each starts when the one before is
 * answered. At a rate they have times at which they are meant to start, and latency counts from
 * those: a server that stalls is charged for the requests it kept from being sent. For use by one
 * thread.
 */
final class Pace {
  private final double nanosBetween;
  private final long first;
  private long count;

  private Pace(double nanosBetween, long first) {
    this.nanosBetween = nanosBetween;
    this.first = first;
  }

  /** Each request as soon as it can be. */
  static Pace closedLoop() {
    return new Pace(0, 0);
  }

  /**
   * Requests spread evenly over time.
   *
   * @param perSecond of all connections together
   * @param start when the first is meant to start, as {@link System#nanoTime} tells it
   */
  static Pace of(double perSecond, int connections, int connection, long start) {
    double between = 1e9 * connections / perSecond;
    return new Pace(between, start + (long) (between * connection / connections));
  }

  /** Waits until the next request is due and gives the time it is meant to start. */
  long awaitNext() {
    if (nanosBetween == 0) {
      return System.nanoTime();
    }
    long due = first + (long) (nanosBetween * count++);
    long now = System.nanoTime();
    while (now < due && !Thread.currentThread().isInterrupted()) {
      LockSupport.parkNanos(due - now);
      now = System.nanoTime();
    }
    return due;
  }
}
