package io.aitta.persistence.copies;

import io.aitta.core.catalog.Catalog;
import io.aitta.durability.UnreadableDiskException;
import io.aitta.persistence.format.StoredFormat;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.pekko.actor.Props;
import org.apache.pekko.persistence.RecoveryCompleted;
import org.apache.pekko.persistence.SaveSnapshotFailure;
import org.apache.pekko.persistence.SaveSnapshotSuccess;
import org.apache.pekko.persistence.SnapshotOffer;
import org.apache.pekko.persistence.SnapshotSelectionCriteria;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The journal of the catalog on one node: an event is the whole catalog, which is small, and now
 * and then one is a snapshot, behind which the events go. When it fails another takes its place.
 */
final class CatalogJournal extends NodeJournal {
  private static final Logger LOG = LoggerFactory.getLogger(CatalogJournal.class);

  /** So many events there are at most, about. */
  private static final int SNAPSHOT_EVERY = 16;

  private final Setup setup;
  private Catalog catalog = Catalog.EMPTY;
  private Optional<CatalogQueue.Wish> underWay = Optional.empty();
  private int events;

  private CatalogJournal(Setup setup) {
    super(setup.id(), "the catalog");
    this.setup = setup;
  }

  /**
   * What it works with.
   *
   * @param id what it is known by in the journal
   * @param read done once it was read
   */
  record Setup(String id, CatalogQueue queue, CompletableFuture<Catalog> read) {}

  static Props props(Setup setup) {
    return Props.create(CatalogJournal.class, () -> new CatalogJournal(setup));
  }

  @Override
  public Receive createReceiveRecover() {
    return receiveBuilder()
        .match(SnapshotOffer.class, offer -> restore((JournalEvent) offer.snapshot()))
        .match(JournalEvent.class, this::restore)
        .match(RecoveryCompleted.class, done -> onRecovered())
        .build();
  }

  @Override
  public Receive createReceive() {
    return receiveBuilder()
        .matchEquals(Signal.WORK, signal -> write())
        .match(SaveSnapshotSuccess.class, this::onSnapshot)
        .match(SaveSnapshotFailure.class, CatalogJournal::onNoSnapshot)
        .build();
  }

  /** What was being written when it ended may be there or not: who waits is told. */
  @Override
  public void postStop() {
    underWay.ifPresent(
        wish ->
            wish.kept().completeExceptionally(new IllegalStateException("the journal has ended")));
  }

  /** Once the node runs those are told who change the catalog, and the operator. */
  @Override
  void unreadable(UnreadableDiskException fault) {
    setup.queue().refuse(fault);
    if (!setup.read().completeExceptionally(fault)) {
      LOG.error("no change of the catalog can be kept any more: {}", fault.getMessage());
    }
  }

  @Override
  void failed(Throwable cause) {
    LOG.warn("the catalog could not be written; who changed it is told: {}", cause.getMessage());
    underWay.ifPresent(wish -> wish.kept().completeExceptionally(cause));
  }

  private void restore(JournalEvent event) {
    events++;
    catalog = StoredFormat.readCatalog(event.bytes());
  }

  private void onRecovered() {
    setup.read().complete(catalog);
    setup.queue().wakes(waking());
  }

  private void write() {
    if (underWay.isEmpty()) {
      underWay = setup.queue().take();
      underWay.ifPresent(this::write);
    }
  }

  private void write(CatalogQueue.Wish wish) {
    persistAsync(
        new JournalEvent(StoredFormat.write(wish.catalog())),
        event -> {
          underWay = Optional.empty();
          wish.kept().complete(null);
          onWritten(event);
        });
  }

  private void onWritten(JournalEvent event) {
    events++;
    if (events >= SNAPSHOT_EVERY) {
      events = 0;
      saveSnapshot(event);
    }
    write();
  }

  /** What comes before a snapshot is not needed any more. */
  private void onSnapshot(SaveSnapshotSuccess saved) {
    long last = saved.metadata().sequenceNr();
    deleteMessages(last);
    deleteSnapshots(SnapshotSelectionCriteria.create(last - 1, Long.MAX_VALUE));
  }

  private static void onNoSnapshot(SaveSnapshotFailure failure) {
    LOG.warn(
        "no snapshot of the catalog could be written, so its events stay: {}",
        failure.cause().getMessage());
  }
}
