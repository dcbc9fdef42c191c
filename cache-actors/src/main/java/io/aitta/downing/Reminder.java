package io.aitta.downing;

import java.util.concurrent.TimeUnit;

/**
 * Says when it is to be said that a node waits: when it begins to, then rarely. Times are
 * nanoseconds of a clock that never goes back. Not thread-safe.
 */
final class Reminder {
  private static final long SAME = TimeUnit.MINUTES.toNanos(5);
  private static final long OTHER = TimeUnit.SECONDS.toNanos(30);

  private String last = "";
  private long saidAt;

  /** Whether to say so now: the same after five minutes, something else after half of one. */
  boolean isDue(long now, String why) {
    boolean due = last.isEmpty() || now - saidAt >= (last.equals(why) ? SAME : OTHER);
    if (due) {
      last = why;
      saidAt = now;
    }
    return due;
  }

  /** The waiting is over; whether that is news. */
  boolean isOver() {
    boolean waited = !last.isEmpty();
    last = "";
    return waited;
  }
}
