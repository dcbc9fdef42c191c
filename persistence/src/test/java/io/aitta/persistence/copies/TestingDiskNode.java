package io.aitta.persistence.copies;

import com.typesafe.config.Config;
import io.aitta.core.replication.history.RequestLimits;
import io.aitta.core.replication.journal.CopyRestorer;
import io.aitta.durability.PartitionDisk;
import io.aitta.persistence.PersistenceSettings;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/** A process of the node "n" with its disk. */
final class TestingDiskNode implements AutoCloseable {
  private final ActorSystem<Void> system;
  private final JournaledDisk disk;
  private final TestingCopy copies = new TestingCopy();
  private final AtomicInteger restorers = new AtomicInteger();

  TestingDiskNode(Config settings) {
    this.system = ActorSystem.create(Behaviors.empty(), "journals", settings);
    this.disk = JournaledDisk.open(system, "n", 1, PersistenceSettings.from(settings));
  }

  JournaledDisk disk() {
    return disk;
  }

  /** Begins with partition 7. */
  PartitionDisk open(PartitionDisk.Listener listener) {
    return disk.open(7, this::restorer, listener);
  }

  /** How many restorers were asked for. */
  int restorers() {
    return restorers.get();
  }

  private CopyRestorer restorer() {
    restorers.incrementAndGet();
    return new CopyRestorer(copies::partition, RequestLimits.DEFAULT);
  }

  @Override
  public void close() {
    system.terminate();
    system.getWhenTerminated().toCompletableFuture().join();
  }
}
