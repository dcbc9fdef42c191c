package io.aitta.launcher;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/** How often a node was started again lately, and whether it may be once more. */
final class Restarts {
  /** The most starts within {@link #WINDOW}; what fails so often needs a person to look at it. */
  static final int MOST = 5;

  static final Duration WINDOW = Duration.ofMinutes(10);

  private final Deque<Long> times = new ArrayDeque<>();

  /** Notes one more start now; answers false, and notes nothing, where there were too many. */
  boolean take(long nanoTime) {
    while (!times.isEmpty() && nanoTime - times.getFirst() >= WINDOW.toNanos()) {
      times.removeFirst();
    }
    return times.size() < MOST && times.add(nanoTime);
  }

  /** How many there were within the window when it was last asked for one. */
  int count() {
    return times.size();
  }
}
