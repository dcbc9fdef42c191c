package io.aitta.testing.cluster;

import io.aitta.core.catalog.Catalog;
import io.aitta.core.replication.journal.CopyRestorer;
import io.aitta.core.replication.journal.JournalRecord;
import io.aitta.core.replication.journal.LogLimits;
import io.aitta.durability.DiskProvider;
import io.aitta.durability.NodeDisk;
import io.aitta.durability.PartitionDisk;
import io.aitta.durability.UnreadableDiskException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.apache.pekko.actor.typed.ActorSystem;

/**
 * The disks of the nodes of a test, by their names, in memory: they outlive actor systems. A record
 * is stored as soon as it is given. Thread-safe.
 */
public final class TestingDisks implements AutoCloseable {
  private static final String SETTING = "testing.disks";
  private static final Map<String, TestingDisks> ALL = new ConcurrentHashMap<>();

  private final String key = UUID.randomUUID().toString();
  private final LogLimits limits;
  private final ExecutorService threads = Executors.newFixedThreadPool(2);
  private final Map<String, Content> contents = new HashMap<>();
  private final Map<Integer, UnreadableDiskException> damages = new HashMap<>();
  private volatile CompletableFuture<Void> readable = CompletableFuture.completedFuture(null);
  private int power;

  /** What one node has. */
  private static final class Content {
    private final Map<Integer, List<Stored>> records = new HashMap<>();
    private Catalog catalog = Catalog.EMPTY;
  }

  /** Numbers begin anew with each process. */
  private record Stored(int power, long number, JournalRecord record) {}

  /** Gives the disks of a test to the nodes whose settings name them. */
  public static final class Provider implements DiskProvider {
    @Override
    public Optional<NodeDisk> open(ActorSystem<?> system, String node, int partitions) {
      return system.settings().config().hasPath(SETTING)
          ? Optional.of(ALL.get(system.settings().config().getString(SETTING)).open(node))
          : Optional.empty();
    }
  }

  /**
   * Disks on which nothing is.
   *
   * @param recoveryWait how long a copy that is back waits for others
   */
  public TestingDisks(Duration recoveryWait) {
    LogLimits usual = LogLimits.DEFAULT;
    // Nobody is given up because a busy machine lets it wait.
    this.limits =
        new LogLimits(
            Duration.ofMinutes(1),
            Duration.ofMinutes(1),
            recoveryWait,
            usual.pieceBytes(),
            usual.creditBytes(),
            usual.leastRoundBytes());
    ALL.put(key, this);
  }

  /** HOCON of the nodes that have them. */
  public String settings() {
    return SETTING + " = " + key + "\n";
  }

  /** From here on nothing is stored by the processes that there are. */
  public synchronized void cutPower() {
    power++;
  }

  /** The node's disk is empty. */
  public synchronized void lose(String node) {
    contents.remove(node);
  }

  /** What there is of the partition cannot be read by processes that begin from now on. */
  public synchronized void damage(int partition, String sentence) {
    damages.put(partition, new UnreadableDiskException(sentence, null));
  }

  /** Copies are read once that is done. */
  public CompletableFuture<Void> holdReading() {
    CompletableFuture<Void> held = new CompletableFuture<>();
    readable = held;
    return held;
  }

  /** How many records a node has. */
  public synchronized int records(String node) {
    return of(node).records.values().stream().mapToInt(List::size).sum();
  }

  /** The catalog that a node has. */
  public synchronized Catalog catalog(String node) {
    return of(node).catalog;
  }

  @Override
  public void close() {
    ALL.remove(key);
    threads.shutdown();
  }

  private synchronized NodeDisk open(String node) {
    return new OneDisk(node, power);
  }

  private Content of(String node) {
    return contents.computeIfAbsent(node, absent -> new Content());
  }

  private List<Stored> of(String node, int partition) {
    return of(node).records.computeIfAbsent(partition, absent -> new ArrayList<>());
  }

  private synchronized Optional<UnreadableDiskException> read(
      String node, int partition, CopyRestorer restorer) {
    of(node, partition).forEach(stored -> restorer.take(stored.record()));
    return Optional.ofNullable(damages.get(partition));
  }

  private synchronized boolean store(String node, int partition, Stored record) {
    return record.power() == power && of(node, partition).add(record);
  }

  private synchronized void forgetBefore(String node, int partition, int since, long number) {
    if (since == power) {
      of(node, partition).removeIf(stored -> stored.power() < since || stored.number() < number);
    }
  }

  private synchronized boolean keep(String node, int since, Catalog catalog) {
    if (since == power) {
      of(node).catalog = catalog;
    }
    return since == power;
  }

  private final class OneDisk implements NodeDisk {
    private final String node;
    private final int since;

    private OneDisk(String node, int since) {
      this.node = node;
      this.since = since;
    }

    @Override
    public LogLimits limits() {
      return limits;
    }

    @Override
    public Catalog catalog() {
      return TestingDisks.this.catalog(node);
    }

    @Override
    public CompletionStage<Void> keep(Catalog catalog) {
      return TestingDisks.this.keep(node, since, catalog)
          ? CompletableFuture.completedFuture(null)
          : new CompletableFuture<>();
    }

    @Override
    public PartitionDisk open(
        int partition, Supplier<CopyRestorer> restorers, PartitionDisk.Listener listener) {
      // What one listener is told comes one call at a time, in order.
      CompletableFuture<Void> reading =
          readable.thenRunAsync(() -> read(partition, restorers.get(), listener), threads);
      return new OnePartition(node, partition, since, listener, reading);
    }

    private void read(int partition, CopyRestorer restorer, PartitionDisk.Listener listener) {
      TestingDisks.this
          .read(node, partition, restorer)
          .ifPresentOrElse(listener::unreadable, () -> listener.restored(restorer.result()));
    }
  }

  private final class OnePartition implements PartitionDisk {
    private final String node;
    private final int partition;
    private final int since;
    private final Listener listener;
    private CompletableFuture<Void> told;

    private OnePartition(
        String node, int partition, int since, Listener listener, CompletableFuture<Void> reading) {
      this.node = node;
      this.partition = partition;
      this.since = since;
      this.listener = listener;
      this.told = reading;
    }

    @Override
    public void store(long number, JournalRecord record, boolean awaited) {
      if (TestingDisks.this.store(node, partition, new Stored(since, number, record))) {
        told = told.thenRunAsync(() -> listener.stored(number), threads);
      }
    }

    @Override
    public void forgetBefore(long number) {
      TestingDisks.this.forgetBefore(node, partition, since, number);
    }
  }
}
