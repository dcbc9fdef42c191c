package io.aitta.persistence.copies;

import com.typesafe.config.Config;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.pekko.persistence.SelectedSnapshot;
import org.apache.pekko.persistence.SnapshotMetadata;
import org.apache.pekko.persistence.SnapshotSelectionCriteria;
import org.apache.pekko.persistence.snapshot.japi.SnapshotStore;
import scala.concurrent.Future;
import scala.jdk.javaapi.FutureConverters;

/** The snapshots of a {@link TestingStore}. */
public final class TestingSnapshots extends SnapshotStore {
  private final TestingStore store;

  /** Made by Pekko Persistence, by its name in the configuration. */
  public TestingSnapshots(Config plugin) {
    this.store = TestingStore.of(plugin);
  }

  @Override
  public Future<Optional<SelectedSnapshot>> doLoadAsync(
      String id, SnapshotSelectionCriteria criteria) {
    return FutureConverters.asScala(
        CompletableFuture.completedFuture(
            store
                .latestSnapshot(id, criteria.maxSequenceNr())
                .map(
                    found ->
                        new SelectedSnapshot(
                            new SnapshotMetadata(id, found.getKey(), 0), found.getValue()))));
  }

  @Override
  public Future<Void> doSaveAsync(SnapshotMetadata metadata, Object snapshot) {
    return FutureConverters.asScala(
        CompletableFuture.runAsync(() -> store.save(metadata, (JournalEvent) snapshot)));
  }

  @Override
  public Future<Void> doDeleteAsync(SnapshotMetadata metadata) {
    store.deleteSnapshots(metadata.persistenceId(), metadata.sequenceNr(), metadata.sequenceNr());
    return FutureConverters.asScala(CompletableFuture.<Void>completedFuture(null));
  }

  @Override
  public Future<Void> doDeleteAsync(String id, SnapshotSelectionCriteria criteria) {
    store.deleteSnapshots(id, criteria.minSequenceNr(), criteria.maxSequenceNr());
    return FutureConverters.asScala(CompletableFuture.<Void>completedFuture(null));
  }
}
