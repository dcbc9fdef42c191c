package io.aitta.simulation;

import java.util.PriorityQueue;
import java.util.Queue;

/**
 * What is going to happen, in the order of virtual time; of two at one time the earlier planned.
 */
final class EventQueue {
  private final Queue<Event> events = new PriorityQueue<>();
  private long now;
  private long planned;

  private record Event(long at, long order, Runnable action) implements Comparable<Event> {
    @Override
    public int compareTo(Event other) {
      return at == other.at ? Long.compare(order, other.order) : Long.compare(at, other.at);
    }
  }

  /** True time, in nanoseconds. */
  long now() {
    return now;
  }

  void at(long time, Runnable action) {
    planned++;
    events.add(new Event(Math.max(now, time), planned, action));
  }

  void in(long nanos, Runnable action) {
    at(now + nanos, action);
  }

  void runUntil(long end) {
    while (!events.isEmpty() && events.peek().at() <= end) {
      Event event = events.poll();
      now = event.at();
      event.action().run();
    }
    now = end;
  }
}
