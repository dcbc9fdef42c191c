package io.aitta.benchmarks;

import java.util.Arrays;

/**
 * The parts of a run, by number from 0, one after the other: each request belongs to the part in
 * which it was meant to start. Thread-safe.
 */
final class Phases {
  /** When each began but for the first, by {@link System#nanoTime}. */
  private volatile long[] begins = {};

  private volatile boolean over;

  /** Begins the next part and gives the time. */
  synchronized long next() {
    long now = System.nanoTime();
    long[] more = Arrays.copyOf(begins, begins.length + 1);
    more[begins.length] = now;
    begins = more;
    return now;
  }

  /** Ends the last part: no more requests are to be sent. */
  void end() {
    over = true;
  }

  boolean areOver() {
    return over;
  }

  /** The number of the part to which that time belongs, as far as is known. */
  int at(long nanoTime) {
    int phase = 0;
    for (long begin : begins) {
      phase += nanoTime - begin >= 0 ? 1 : 0;
    }
    return phase;
  }
}
