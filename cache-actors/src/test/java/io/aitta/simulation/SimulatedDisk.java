package io.aitta.simulation;

import io.aitta.core.replication.history.Copy;
import io.aitta.core.replication.history.RequestLimits;
import io.aitta.core.replication.journal.CopyRestorer;
import io.aitta.core.replication.journal.JournalRecord;
import io.aitta.core.replication.journal.JournalRecord.Round.Kind;
import io.aitta.core.replication.journal.RestoredCopy;
import io.aitta.core.replication.protocol.Input;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/**
 * The disk of one place, which outlives its processes. It writes what has come while it was busy
 * together, is slow now and then, stands still, or fails. A process that dies leaves what was
 * stored, and of what was being stored a beginning.
 */
final class SimulatedDisk {
  private static final long MILLI = 1_000_000;

  /** After a failure it is tried again by then. */
  private static final long PAUSE = 300 * MILLI;

  private final EventQueue queue;
  private final SplittableRandom random;

  /** In their order; the first are gone. */
  private final Deque<Kept> stored = new ArrayDeque<>();

  private final Deque<Kept> waiting = new ArrayDeque<>();
  private List<Kept> underWay = List.of();
  private Consumer<Input> told = news -> {};

  /** Of the process that has it open; what others began comes to nothing. */
  private long opened;

  private long stillUntil;
  private long failsUntil;

  /** Whether what comes does not follow what it has. */
  private boolean skipping;

  private boolean healed;

  private record Kept(long opened, long number, JournalRecord record) {}

  SimulatedDisk(EventQueue queue, SplittableRandom random) {
    this.queue = queue;
    this.random = random;
  }

  /** A process has begun: what the disk has is a copy, or it is none. */
  Optional<RestoredCopy> open(Copy.Opener opener, RequestLimits limits, Consumer<Input> hears) {
    opened++;
    told = hears;
    skipping = false;
    CopyRestorer restorer = new CopyRestorer(opener, limits);
    stored.forEach(kept -> restorer.take(kept.record()));
    return restorer.result();
  }

  void store(long number, JournalRecord record) {
    skipping &= !beginsAfterLoss(record);
    if (!skipping) {
      waiting.add(new Kept(opened, number, record));
      write();
    }
  }

  void forgetBefore(long number) {
    long by = opened;
    stored.removeIf(kept -> kept.opened() < by || kept.number() < number);
  }

  /** The process that has it open has died. */
  void abandon() {
    waiting.clear();
    stored.addAll(underWay.subList(0, random.nextInt(underWay.size() + 1)));
    underWay = List.of();
    opened++;
  }

  /** It takes nothing for a while. */
  void standStill(long nanos) {
    stillUntil = queue.now() + nanos;
  }

  /** It cannot write for a while, though some of what it tries may be there. */
  void fail(long nanos) {
    failsUntil = queue.now() + nanos;
  }

  void heal() {
    healed = true;
    stillUntil = 0;
    failsUntil = 0;
  }

  int size() {
    return stored.size();
  }

  private void write() {
    if (!underWay.isEmpty() || waiting.isEmpty()) {
      return;
    }
    underWay = new ArrayList<>(waiting);
    waiting.clear();
    long by = opened;
    queue.at(Math.max(queue.now(), stillUntil) + delay(), () -> written(by));
  }

  private void written(long by) {
    if (by != opened) {
      return;
    }
    if (queue.now() < failsUntil) {
      failed();
      return;
    }
    stored.addAll(underWay);
    long last = underWay.get(underWay.size() - 1).number();
    underWay = List.of();
    write();
    told.accept(new Input.Stored(last));
  }

  private void failed() {
    stored.addAll(underWay.subList(0, random.nextInt(underWay.size() + 1)));
    underWay = List.of();
    skipping = true;
    List<Kept> behind = new ArrayList<>(waiting);
    waiting.clear();
    stillUntil = Math.max(stillUntil, queue.now() + PAUSE);
    behind.forEach(kept -> store(kept.number(), kept.record()));
    told.accept(new Input.StoreFailed());
  }

  private static boolean beginsAfterLoss(JournalRecord record) {
    return record instanceof JournalRecord.Round round && round.kind() != Kind.AGAIN;
  }

  private long delay() {
    boolean slow = !healed && random.nextInt(20) == 0;
    return MILLI / 5 + random.nextLong((slow ? 400 : 6) * MILLI);
  }
}
