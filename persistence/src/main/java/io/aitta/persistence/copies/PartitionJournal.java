package io.aitta.persistence.copies;

import io.aitta.core.replication.history.Copy;
import io.aitta.core.replication.journal.CopyRestorer;
import io.aitta.core.replication.journal.JournalRecord;
import io.aitta.core.replication.journal.RestoredCopy;
import io.aitta.durability.PartitionDisk;
import io.aitta.durability.UnreadableDiskException;
import io.aitta.persistence.format.StoredFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.apache.pekko.actor.Props;
import org.apache.pekko.persistence.DeleteMessagesFailure;
import org.apache.pekko.persistence.DeleteMessagesSuccess;
import org.apache.pekko.persistence.Recovery;
import org.apache.pekko.persistence.RecoveryCompleted;
import org.apache.pekko.persistence.SnapshotSelectionCriteria;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import scala.Option;

/**
 * The journal of one partition on one node; when it fails another takes its place. All records that
 * come while an event is being written go into the next one. A record that makes those before it
 * superfluous begins an event of its own, so that they can be deleted.
 */
final class PartitionJournal extends NodeJournal {
  /** About how large an event gets, unless one record alone is larger. */
  static final long MAX_EVENT_BYTES = 256 << 10;

  private static final Logger LOG = LoggerFactory.getLogger(PartitionJournal.class);

  private final Setup setup;
  private final CopyRestorer restorer;

  /** The sequence numbers of the events that begin with those records, until they are no help. */
  private final TreeMap<Long, Long> beginnings = new TreeMap<>();

  private boolean writing;
  private long storedUpTo;
  private long deletedBefore = 1;
  private boolean deleting;

  private PartitionJournal(Setup setup) {
    super(setup.id(), setup.id());
    this.setup = setup;
    this.restorer = setup.restorers().get();
  }

  /**
   * What it works with.
   *
   * @param id what it is known by in the journal
   * @param restorers make one that takes what is there
   * @param progress told what was read
   */
  record Setup(
      String id,
      Supplier<CopyRestorer> restorers,
      RecordQueue queue,
      PartitionDisk.Listener listener,
      RestoreProgress progress) {}

  static Props props(Setup setup) {
    return Props.create(PartitionJournal.class, () -> new PartitionJournal(setup));
  }

  @Override
  public Recovery recovery() {
    return setup.queue().isRestored()
        ? Recovery.none()
        : Recovery.create(SnapshotSelectionCriteria.none());
  }

  @Override
  public Receive createReceiveRecover() {
    return receiveBuilder()
        .match(JournalEvent.class, this::restore)
        .match(RecoveryCompleted.class, done -> onRecovered())
        .build();
  }

  @Override
  public Receive createReceive() {
    return receiveBuilder()
        .matchEquals(Signal.WORK, signal -> onWork())
        .match(DeleteMessagesSuccess.class, done -> onDeleted())
        .match(DeleteMessagesFailure.class, this::onNotDeleted)
        .build();
  }

  @Override
  public void onRecoveryFailure(Throwable cause, Option<Object> event) {
    restorer.result().map(RestoredCopy::copy).ifPresent(Copy::close);
    super.onRecoveryFailure(cause, event);
  }

  @Override
  void unreadable(UnreadableDiskException fault) {
    setup.listener().unreadable(fault);
  }

  @Override
  void failed(Throwable cause) {
    LOG.warn(
        "{}: its journal could not be written, and is tried again; until then nothing is counted as"
            + " stored: {}",
        setup.id(),
        cause.getMessage());
    setup.queue().lost();
    setup.listener().failed();
  }

  private void restore(JournalEvent event) {
    setup.progress().read(event.bytes().length);
    StoredFormat.read(event.bytes(), restorer::take);
  }

  private void onRecovered() {
    if (!setup.queue().isRestored()) {
      setup.queue().restored();
      Optional<RestoredCopy> copy = restorer.result();
      setup.progress().finished(copy.isPresent());
      setup.listener().restored(copy);
    }
    setup.queue().wakes(waking());
  }

  private void onWork() {
    setup.queue().looked();
    write();
    forget();
  }

  private void write() {
    if (writing || !setup.queue().isDue()) {
      return;
    }
    List<JournalRecord> batch = new ArrayList<>();
    long first = 0;
    long last = 0;
    long bytes = 0;
    for (RecordQueue.Numbered next = setup.queue().peek();
        next != null && (batch.isEmpty() || fits(next.record(), bytes));
        next = setup.queue().peek()) {
      setup.queue().remove();
      first = batch.isEmpty() ? next.number() : first;
      last = next.number();
      bytes += next.record().bytes();
      batch.add(next.record());
    }
    if (setup.queue().peek() == null) {
      setup.queue().settle();
    }
    if (!batch.isEmpty()) {
      writeOrFail(batch, first, last);
    }
  }

  /** What cannot be written is lost, as if the disk had failed: it has left the queue. */
  private void writeOrFail(List<JournalRecord> batch, long first, long last) {
    try {
      write(batch, first, last);
    } catch (RuntimeException fault) {
      failed(fault);
      getContext().stop(self());
    }
  }

  private static boolean fits(JournalRecord record, long bytes) {
    return !isBeginning(record) && bytes + record.bytes() <= MAX_EVENT_BYTES;
  }

  private static boolean isBeginning(JournalRecord record) {
    return record instanceof JournalRecord.Round || record instanceof JournalRecord.Dropped;
  }

  private void write(List<JournalRecord> batch, long first, long last) {
    writing = true;
    boolean begins = isBeginning(batch.get(0));
    persistAsync(
        new JournalEvent(StoredFormat.write(batch)),
        event -> {
          if (begins) {
            beginnings.put(first, lastSequenceNr());
          }
          onWritten(last);
        });
  }

  private void onWritten(long last) {
    writing = false;
    storedUpTo = last;
    setup.listener().stored(last);
    write();
    forget();
  }

  /** Deletes what is superfluous once that which makes it so is stored. */
  private void forget() {
    long before = setup.queue().forgottenBefore();
    if (deleting || before > storedUpTo) {
      return;
    }
    Map.Entry<Long, Long> beginning = beginnings.floorEntry(before);
    if (beginning != null && beginning.getValue() > deletedBefore) {
      deletedBefore = beginning.getValue();
      deleting = true;
      beginnings.headMap(beginning.getKey(), true).clear();
      deleteMessages(deletedBefore - 1);
    }
  }

  private void onDeleted() {
    deleting = false;
    forget();
  }

  /** What is left takes space until the next round has ended, and is skipped when it is read. */
  private void onNotDeleted(DeleteMessagesFailure failure) {
    LOG.warn(
        "{}: what is superfluous could not be deleted and takes space until the next time: {}",
        setup.id(),
        failure.cause().getMessage());
    deleting = false;
  }
}
