package io.aitta.persistence.copies;

import io.aitta.core.catalog.Catalog;
import io.aitta.core.replication.journal.CopyRestorer;
import io.aitta.core.replication.journal.LogLimits;
import io.aitta.durability.NodeDisk;
import io.aitta.durability.PartitionDisk;
import io.aitta.durability.UnreadableDiskException;
import io.aitta.persistence.PersistenceSettings;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.apache.pekko.actor.ExtendedActorSystem;
import org.apache.pekko.actor.Props;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.pattern.BackoffOpts;
import org.apache.pekko.pattern.BackoffSupervisor;

/**
 * Keeps what a node has in journals of Pekko Persistence: one for each partition and one for the
 * catalog, each under the node's name. A journal that fails is tried again.
 */
public final class JournaledDisk implements NodeDisk {
  private static final Duration LEAST_PAUSE = Duration.ofSeconds(1);
  private static final Duration MOST_PAUSE = Duration.ofSeconds(10);
  private static final double RANDOM_PART = 0.2;

  /** What nobody waits for waits for a part of what a log may lag; the rest is for the disk. */
  private static final int BEATS_A_LAG = 3;

  private final ExtendedActorSystem system;
  private final String node;
  private final PersistenceSettings settings;
  private final RestoreProgress progress;
  private final Beat beat;
  private final CatalogQueue catalogs = new CatalogQueue();
  private final CompletableFuture<Catalog> catalog = new CompletableFuture<>();

  private JournaledDisk(
      ExtendedActorSystem system, String node, int partitions, PersistenceSettings settings) {
    this.system = system;
    this.node = node;
    this.settings = settings;
    this.progress = new RestoreProgress(partitions);
    this.beat = Beat.every(settings.limits().maxLag().dividedBy(BEATS_A_LAG), system);
  }

  /**
   * Begins to read the catalog.
   *
   * @param node under what name it is kept
   */
  public static JournaledDisk open(
      ActorSystem<?> system, String node, int partitions, PersistenceSettings settings) {
    ExtendedActorSystem classic = (ExtendedActorSystem) Adapter.toClassic(system);
    JournaledDisk disk = new JournaledDisk(classic, node, partitions, settings);
    disk.supervise(
        CatalogJournal.props(
            new CatalogJournal.Setup("catalog@" + node, disk.catalogs, disk.catalog)),
        "catalog");
    return disk;
  }

  @Override
  public LogLimits limits() {
    return settings.limits();
  }

  @Override
  public Catalog catalog() {
    long patience = settings.catalogTimeout().toMillis();
    try {
      return catalog.get(patience, TimeUnit.MILLISECONDS);
    } catch (ExecutionException failed) {
      throw (UnreadableDiskException) failed.getCause();
    } catch (TimeoutException late) {
      throw new UnreadableDiskException(
          "the journal has not said within "
              + patience
              + " ms which caches there are: see that it can be reached, or set"
              + " aitta.persistence.catalog-timeout",
          late);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new UnreadableDiskException("the node was stopped while it read its journal", stopped);
    }
  }

  @Override
  public CompletionStage<Void> keep(Catalog changed) {
    return catalogs.add(changed);
  }

  @Override
  public PartitionDisk open(
      int partition, Supplier<CopyRestorer> restorers, PartitionDisk.Listener listener) {
    RecordQueue queue = new RecordQueue(beat);
    PartitionJournal.Setup setup =
        new PartitionJournal.Setup(
            "partition-" + partition + "@" + node, restorers, queue, listener, progress);
    supervise(PartitionJournal.props(setup), "partition-" + partition);
    return queue;
  }

  private void supervise(Props journal, String name) {
    system.systemActorOf(
        BackoffSupervisor.props(
            BackoffOpts.onStop(journal, name, LEAST_PAUSE, MOST_PAUSE, RANDOM_PART)
                .withDefaultStoppingStrategy()),
        "aitta-journal-" + name);
  }
}
