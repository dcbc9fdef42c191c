package io.aitta.persistence.mvstore;

import io.aitta.persistence.table.Change;
import io.aitta.persistence.table.SnapshotRange;
import io.aitta.persistence.table.StoredSnapshot;
import java.util.Optional;
import java.util.function.Function;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.persistence.SelectedSnapshot;
import org.apache.pekko.persistence.SnapshotMetadata;
import org.apache.pekko.persistence.SnapshotSelectionCriteria;
import org.apache.pekko.persistence.snapshot.japi.SnapshotStore;
import org.apache.pekko.serialization.SerializationExtension;
import scala.concurrent.Future;
import scala.jdk.javaapi.FutureConverters;

/** The snapshot store in the node's store: {@code aitta.persistence.h2.snapshot-store}. */
public final class StoreSnapshots extends SnapshotStore {
  private final NodeStore node;
  private final SnapshotBytes form;

  /** Made by Pekko Persistence, by its name in the configuration. */
  public StoreSnapshots() {
    ActorSystem system = context().system();
    this.node = NodeStore.get(system);
    this.form = new SnapshotBytes(SerializationExtension.get(system));
  }

  @Override
  public Future<Optional<SelectedSnapshot>> doLoadAsync(
      String id, SnapshotSelectionCriteria criteria) {
    Change.AskSnapshot latest = new Change.AskSnapshot(id, range(criteria));
    return FutureConverters.asScala(
        node.submit(latest)
            .thenApplyAsync(
                found -> found.map(snapshot -> selected(id, snapshot)), node.reading()));
  }

  private SelectedSnapshot selected(String id, StoredSnapshot snapshot) {
    return form.read(id, snapshot.sequenceNr(), snapshot.timestamp(), snapshot.bytes());
  }

  @Override
  public Future<Void> doSaveAsync(SnapshotMetadata metadata, Object snapshot) {
    byte[] bytes = form.write(metadata, snapshot);
    return submit(
        new Change.SaveSnapshot(
            metadata.persistenceId(),
            new StoredSnapshot(metadata.sequenceNr(), metadata.timestamp(), bytes)),
        done -> null);
  }

  /** Deletes one snapshot; a timestamp of 0 says that its sequence number is enough to find it. */
  @Override
  public Future<Void> doDeleteAsync(SnapshotMetadata metadata) {
    long timestamp = metadata.timestamp();
    SnapshotRange one =
        new SnapshotRange(
            metadata.sequenceNr(),
            metadata.sequenceNr(),
            timestamp,
            timestamp == 0 ? Long.MAX_VALUE : timestamp);
    return submit(new Change.DeleteSnapshots(metadata.persistenceId(), one), done -> null);
  }

  @Override
  public Future<Void> doDeleteAsync(String id, SnapshotSelectionCriteria criteria) {
    return submit(new Change.DeleteSnapshots(id, range(criteria)), done -> null);
  }

  private static SnapshotRange range(SnapshotSelectionCriteria criteria) {
    return new SnapshotRange(
        criteria.minSequenceNr(),
        criteria.maxSequenceNr(),
        criteria.minTimestamp(),
        criteria.maxTimestamp());
  }

  private <T, R> Future<R> submit(Change<T> change, Function<T, R> answer) {
    return FutureConverters.asScala(node.submit(change).thenApply(answer));
  }
}
