package io.aitta.routing;

import io.aitta.core.catalog.Catalog;
import io.aitta.core.placement.Partitioning;
import io.aitta.directory.Leader;
import io.aitta.protocol.CatalogPush;
import io.aitta.protocol.NodeStatus;
import io.aitta.routing.sending.GatewaySettings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.apache.pekko.actor.Address;

/**
 * Some nodes in this JVM that lead the partitions by turns, until a test moves them. All know from
 * each other that there is no cache yet.
 */
final class TestingCluster implements AutoCloseable {
  /** Where messages get lost: reads are sent again after half a second. */
  static final GatewaySettings RESENDING = settings(Duration.ofMillis(500));

  /** Where none get lost: a read whose answer is late is not sent, and counted, a second time. */
  static final GatewaySettings PATIENT = settings(Duration.ofMinutes(5));

  private final Partitioning partitioning;
  final TestingNetwork network;
  final List<TestingNode> nodes = new CopyOnWriteArrayList<>();
  private final ScheduledExecutorService scheduler = Executors.newScheduledThreadPool(3);
  private final GatewaySettings settings;
  private final LongSupplier clock;
  private final AtomicLong epochs = new AtomicLong(100);
  private final Map<Integer, Leader> leaders = new ConcurrentHashMap<>();

  TestingCluster(int size, int partitions, GatewaySettings settings, LongSupplier clock) {
    this.settings = settings;
    this.clock = clock;
    partitioning = new Partitioning(partitions);
    network = new TestingNetwork(scheduler);
    for (int number = 1; number <= size; number++) {
      join(number);
    }
    for (int partition = 0; partition < partitions; partition++) {
      move(partition, nodes.get(partition % size));
    }
    nodes.forEach(this::introduce);
  }

  TestingCluster(int size, int partitions) {
    this(size, partitions, RESENDING, () -> System.nanoTime() / 1_000_000);
  }

  private static GatewaySettings settings(Duration resendReads) {
    return new GatewaySettings(
        4096,
        256 << 20,
        resendReads,
        Duration.ofMillis(500),
        Duration.ofMillis(100),
        Duration.ofSeconds(2),
        16,
        72 << 20);
  }

  TestingNode join(int number) {
    TestingNode node =
        new TestingNode(
            number, settings, partitioning, network, this::statuses, scheduler, scheduler, clock);
    leaders.forEach(node.directory::lead);
    for (TestingNode other : nodes) {
      other.directory.join(node.address);
      node.directory.join(other.address);
    }
    nodes.add(node);
    return node;
  }

  /** Lets that node lead the partition in a new epoch, from nothing. */
  void move(int partition, TestingNode to) {
    nodes.forEach(node -> node.partitions.abdicate(partition));
    Leader leader = new Leader(to.address, epochs.incrementAndGet());
    to.partitions.lead(partition, leader.epoch());
    leaders.put(partition, leader);
    nodes.forEach(node -> node.directory.lead(partition, leader));
  }

  /** Takes a node out for good; its partitions have no leader then. */
  void remove(TestingNode gone) {
    nodes.remove(gone);
    network.detach(gone.address);
    gone.partitions.leads().keySet().forEach(leaders::remove);
    for (TestingNode node : nodes) {
      gone.partitions.leads().keySet().forEach(node.directory::forgetLeader);
      node.directory.remove(gone.address);
    }
    gone.close();
  }

  @Override
  public void close() {
    nodes.forEach(TestingNode::close);
    scheduler.shutdownNow();
  }

  /** What a node would find out by itself half a second later. */
  private void introduce(TestingNode node) {
    nodes.stream()
        .filter(other -> other != node)
        .forEach(other -> node.catalog.onPush(other.address, new CatalogPush(0, Catalog.EMPTY)));
  }

  private Map<Address, NodeStatus> statuses() {
    Map<Address, NodeStatus> statuses = new ConcurrentHashMap<>();
    nodes.forEach(node -> statuses.put(node.address, node.status()));
    return statuses;
  }
}
