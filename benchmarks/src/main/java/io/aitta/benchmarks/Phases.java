package io.aitta.benchmarks;

import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The parts of a run, by number from 0, one after the other: each request belongs to the part in
 * which it was meant to start. Thread-safe.
 */
final class Phases {
  /** When each began but for the first, by {@link System#nanoTime}. */
  private volatile long[] begins = {};

  /** When the request that a connection waits for was meant to start, by the connection. */
  private final Map<Integer, Long> underWay = new ConcurrentHashMap<>();

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

  /** A connection sends a request that was meant to start then. */
  void begun(int connection, long due) {
    underWay.put(connection, due);
  }

  /** A connection waits for nothing. */
  void ended(int connection) {
    underWay.remove(connection);
  }

  /** For how many nanoseconds the oldest request that is under way should have been so. */
  long oldest() {
    long now = System.nanoTime();
    return underWay.values().stream().mapToLong(due -> now - due).max().orElse(0);
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
