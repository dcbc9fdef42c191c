package io.aitta.core.register.simulation;

import java.util.Comparator;
import java.util.PriorityQueue;

/** Virtual time: what happens when, in an order that depends on nothing else. */
final class Schedule {
  static final long MILLI = 1_000_000;

  private final PriorityQueue<Event> events =
      new PriorityQueue<>(Comparator.comparingLong(Event::time).thenComparingLong(Event::number));
  private long now;
  private long scheduled;

  long now() {
    return now;
  }

  void after(long delay, Runnable action) {
    scheduled++;
    events.add(new Event(now + delay, scheduled, action));
  }

  /** Runs what is due until that time. */
  void runUntil(long time) {
    while (!events.isEmpty() && events.peek().time() <= time) {
      Event next = events.remove();
      now = next.time();
      next.action().run();
    }
    now = time;
  }

  private record Event(long time, long number, Runnable action) {}
}
