package io.aitta.core.replication.primary;

import io.aitta.core.model.Version;
import io.aitta.core.replication.protocol.Outbox;
import io.aitta.core.replication.protocol.Outcome;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.function.LongPredicate;

/** The answers that wait until they are safe to give, each with its deadline. */
final class HeldAnswers {
  private final Outbox out;
  private final Queue<HeldAnswer> uncommitted =
      new PriorityQueue<>(Comparator.comparing(HeldAnswer::until));
  private final Queue<HeldAnswer> unstored =
      new PriorityQueue<>(Comparator.comparing(HeldAnswer::stored));
  private final Queue<HeldAnswer> unsure =
      new PriorityQueue<>(Comparator.comparingLong(HeldAnswer::askedAt));

  /** Of writes that wait for nothing but that enough copies are in sync. */
  private final Queue<HeldAnswer> scarce = new ArrayDeque<>();

  HeldAnswers(Outbox out) {
    this.out = out;
  }

  int size() {
    return uncommitted.size() + unstored.size() + unsure.size() + scarce.size();
  }

  /** Whether answers wait for nothing but the copies' word that nobody else leads. */
  boolean hasUnsure() {
    return !unsure.isEmpty();
  }

  void add(HeldAnswer held) {
    uncommitted.add(held);
  }

  /**
   * Gives the answers that are safe.
   *
   * @param stored what every copy's disk has
   * @param sole whether nobody else can have led at some time after the given one
   * @param enough whether as many copies are in sync as writes are to have: answers of writes,
   *     remembered ones too, wait for that
   */
  void release(Version committed, Version stored, LongPredicate sole, boolean enough) {
    while (!uncommitted.isEmpty() && uncommitted.peek().until().compareTo(committed) <= 0) {
      unstored.add(uncommitted.poll());
    }
    while (!unstored.isEmpty() && unstored.peek().stored().compareTo(stored) <= 0) {
      HeldAnswer held = unstored.poll();
      if (held.unsure()) {
        unsure.add(held);
      } else {
        give(held, enough);
      }
    }
    while (!unsure.isEmpty() && sole.test(unsure.peek().askedAt())) {
      give(unsure.poll(), enough);
    }
    while (enough && !scarce.isEmpty()) {
      give(scarce.poll(), true);
    }
  }

  /** Says of those whose time is over that they were too late. */
  void expire(long now) {
    List<HeldAnswer> late = new ArrayList<>();
    uncommitted.removeIf(held -> isLate(held, now) && late.add(held));
    unstored.removeIf(held -> isLate(held, now) && late.add(held));
    unsure.removeIf(held -> isLate(held, now) && late.add(held));
    scarce.removeIf(held -> isLate(held, now) && late.add(held));
    late.forEach(held -> give(held, held.failed(Outcome.Reason.TOO_LATE, Outcome.Doubt.TOO_LATE)));
  }

  /** Says of all that this primary won't see them through. */
  void abandon() {
    List<HeldAnswer> all = new ArrayList<>(uncommitted);
    all.addAll(unstored);
    all.addAll(unsure);
    all.addAll(scarce);
    uncommitted.clear();
    unstored.clear();
    unsure.clear();
    scarce.clear();
    all.forEach(
        held ->
            give(
                held, held.failed(Outcome.Reason.NOT_PRIMARY, Outcome.Doubt.NOT_PRIMARY_ANY_MORE)));
  }

  private void give(HeldAnswer held, boolean enough) {
    if (enough || !held.request().operation().writes()) {
      give(held, held.done());
    } else {
      scarce.add(held);
    }
  }

  private void give(HeldAnswer held, Outcome outcome) {
    out.answer(held.request().token(), outcome);
  }

  private static boolean isLate(HeldAnswer held, long now) {
    return now - held.request().deadline() > 0;
  }
}
