package io.aitta.persistence.copies;

import io.aitta.core.replication.journal.JournalRecord;
import io.aitta.durability.PartitionDisk;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What waits to be written of one partition, whichever actor writes it. Its bound is the replica's:
 * it acknowledges nothing more while what it gave here waits for too long. Written to by one thread
 * at a time, read by the partition's journal, which is woken once for all that comes before it has
 * looked.
 */
final class RecordQueue implements PartitionDisk {
  private final Queue<Numbered> records = new ConcurrentLinkedQueue<>();
  private final Beat beat;

  /** How many of the records somebody waits for. */
  private final AtomicInteger awaited = new AtomicInteger();

  private final AtomicLong forget = new AtomicLong();
  private final AtomicBoolean woken = new AtomicBoolean();
  private volatile Runnable wake = () -> {};
  private volatile boolean restored;

  /** Whether what comes does not follow what was written. */
  private volatile boolean skipping;

  /** Whether those are to be written that nobody waits for. */
  private volatile boolean due;

  /**
   * @param beat says when it is time for what nobody waits for
   */
  RecordQueue(Beat beat) {
    this.beat = beat;
  }

  /** A record and its number. */
  record Numbered(long number, JournalRecord record, boolean awaited) {}

  /** There is a journal now that is woken in that way. */
  void wakes(Runnable journal) {
    wake = journal;
    woken.set(true);
    journal.run();
  }

  /** What there was has been read. */
  void restored() {
    restored = true;
  }

  boolean isRestored() {
    return restored;
  }

  /** Something was lost on the way: what waits does not follow what was written. */
  void lost() {
    skipping = true;
  }

  @Override
  public void store(long number, JournalRecord record, boolean isAwaited) {
    records.add(new Numbered(number, record, isAwaited));
    if (isAwaited) {
      awaited.incrementAndGet();
      wakeOnce();
    } else {
      beat.wakes(this);
    }
  }

  /** It is time for what nobody waits for. */
  void becomeDue() {
    due = true;
    wakeOnce();
  }

  /** Whether something has waited for long enough to be written. */
  boolean isDue() {
    return due || awaited.get() > 0;
  }

  /** All that had become due was taken. */
  void settle() {
    due = false;
  }

  @Override
  public void forgetBefore(long number) {
    forget.set(number);
    wakeOnce();
  }

  /** The journal looks now: what comes from here on wakes it again. */
  void looked() {
    woken.set(false);
  }

  /** The next record that may be written; null where there is none. */
  Numbered peek() {
    while (skipping && !records.isEmpty() && !beginsAfterLoss(records.peek().record())) {
      remove();
    }
    Numbered next = records.peek();
    skipping &= next == null;
    return next;
  }

  void remove() {
    if (records.remove().awaited()) {
      awaited.decrementAndGet();
    }
  }

  private static boolean beginsAfterLoss(JournalRecord record) {
    return record instanceof JournalRecord.Round round
        && round.kind() != JournalRecord.Round.Kind.AGAIN;
  }

  /** What comes before that number is not needed any more. */
  long forgottenBefore() {
    return forget.get();
  }

  private void wakeOnce() {
    if (woken.compareAndSet(false, true)) {
      wake.run();
    }
  }
}
