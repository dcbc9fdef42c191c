package io.aitta.core.replication.journal;

import io.aitta.core.model.Version;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** The records that the disk may not have yet, in their order. Not thread-safe. */
final class Unstored {
  private final Deque<Waiting> all = new ArrayDeque<>();

  /** Of changes alone. */
  private final Deque<Waiting> changes = new ArrayDeque<>();

  private long bytes;

  private record Waiting(long number, long bytes, long since, Version after) {}

  /** Adds a record that is no change. */
  void add(long number, long size, long now) {
    all.add(new Waiting(number, size, now, CopyLog.NOTHING));
    bytes += size;
  }

  /** Adds a change that follows that version. */
  void addChange(long number, long size, long now, Version after) {
    Waiting waiting = new Waiting(number, size, now, after);
    all.add(waiting);
    changes.add(waiting);
    bytes += size;
  }

  /** The disk has all up to that number. */
  void stored(long number) {
    while (!all.isEmpty() && all.peek().number() <= number) {
      bytes -= all.poll().bytes();
    }
    while (!changes.isEmpty() && changes.peek().number() <= number) {
      changes.poll();
    }
  }

  /** Up to where changes are stored, if some are not. */
  Optional<Version> before() {
    return Optional.ofNullable(changes.peek()).map(Waiting::after);
  }

  boolean isEmpty() {
    return all.isEmpty();
  }

  long bytes() {
    return bytes;
  }

  /** Whether the oldest change has waited for longer than that. */
  boolean hasChangeOlderThan(long nanos, long now) {
    return !changes.isEmpty() && now - changes.peek().since() > nanos;
  }

  /** Whether the oldest record has waited for longer than that. */
  boolean hasOlderThan(long nanos, long now) {
    return !all.isEmpty() && now - all.peek().since() > nanos;
  }
}
