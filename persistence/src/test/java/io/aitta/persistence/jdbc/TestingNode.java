package io.aitta.persistence.jdbc;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.aitta.core.replication.journal.JournalRecord;
import io.aitta.core.replication.journal.RestoredCopy;
import io.aitta.durability.NodeDisk;
import io.aitta.durability.PartitionDisk;
import io.aitta.durability.UnreadableDiskException;
import io.aitta.persistence.JournalProvider;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/** One life of a node, as far as its journal knows of it. */
final class TestingNode implements AutoCloseable {
  private static final int PARTITIONS = 4;

  private final ActorSystem<Void> system;
  private final NodeDisk disk;

  TestingNode(String url) {
    system = ActorSystem.create(Behaviors.empty(), "node", JdbcPlugin.configure(settings(url)));
    disk = new JournalProvider().open(system, "node-1", PARTITIONS).orElseThrow();
  }

  static Config settings(String url) {
    return ConfigFactory.parseMap(
            Map.of(
                "aitta.persistence.journal",
                url,
                "aitta.register.directory",
                "where nobody writes in this test",
                JdbcSettings.PASSWORD,
                TestingPostgres.PASSWORD))
        .withFallback(ConfigFactory.load());
  }

  NodeDisk disk() {
    return disk;
  }

  OpenPartition open(int number) {
    return new OpenPartition(number);
  }

  @Override
  public void close() {
    system.terminate();
    system.getWhenTerminated().toCompletableFuture().orTimeout(30, TimeUnit.SECONDS).join();
  }

  /** A partition, and what is heard of it. */
  final class OpenPartition implements PartitionDisk.Listener {
    private final CompletableFuture<Optional<RestoredCopy>> restored = new CompletableFuture<>();
    private final AtomicLong storedUpTo = new AtomicLong();
    private final AtomicInteger failures = new AtomicInteger();
    private final PartitionDisk partition;
    private long given;

    private OpenPartition(int number) {
      partition = disk.open(number, TestingRecords::restorer, this);
    }

    Optional<RestoredCopy> copy() {
      return restored.orTimeout(30, TimeUnit.SECONDS).join();
    }

    void store(List<JournalRecord> records) {
      records.forEach(this::store);
    }

    void store(JournalRecord record) {
      given++;
      partition.store(given, record, true);
    }

    /** All before the next record is not needed once that is stored. */
    void forgetAllGiven() {
      partition.forgetBefore(given + 1);
    }

    boolean isAllStored() {
      return storedUpTo.get() == given;
    }

    long storedUpTo() {
      return storedUpTo.get();
    }

    int failures() {
      return failures.get();
    }

    @Override
    public void restored(Optional<RestoredCopy> copy) {
      restored.complete(copy);
    }

    @Override
    public void unreadable(UnreadableDiskException fault) {
      restored.completeExceptionally(fault);
    }

    @Override
    public void stored(long number) {
      storedUpTo.set(number);
    }

    @Override
    public void failed() {
      failures.incrementAndGet();
    }
  }
}
