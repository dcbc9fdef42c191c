package io.aitta.sensor;

import static org.awaitility.Awaitility.await;

import io.aitta.testing.ChildJvm;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A cluster of processes that all watch each other. The first is the oldest. */
final class ProcessCluster implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final List<Node> nodes = new ArrayList<>();

  /**
   * One of its processes.
   *
   * @param address of its actor system
   * @param status what others must know of it, as a line
   */
  record Node(ChildJvm process, String address, String status) {
    static Node of(ChildJvm process) {
      String status = process.await("STATUS ");
      return new Node(process, status.substring(0, status.indexOf(' ')), status);
    }

    /** Waits until it says so of the other, and gives the nanosecond when it did. */
    long awaitSaid(String what, Node other) {
      String at = process.await(what + " " + other.address + " at ");
      return Long.parseLong(at);
    }
  }

  static ProcessCluster start(int size, String settings) {
    ProcessCluster cluster = new ProcessCluster();
    try {
      for (int i = 0; i < size; i++) {
        cluster.add(settings);
      }
      cluster.awaitAllWatched();
      return cluster;
    } catch (RuntimeException | Error failed) {
      cluster.close();
      throw failed;
    }
  }

  Node node(int index) {
    return nodes.get(index);
  }

  private void add(String settings) {
    ChildJvm process =
        nodes.isEmpty()
            ? ChildJvm.start(ClusterProcess.class, settings)
            : ChildJvm.start(ClusterProcess.class, settings, nodes.get(0).address());
    try {
      nodes.add(Node.of(process));
    } catch (RuntimeException | Error failed) {
      process.close();
      throw failed;
    }
  }

  private void awaitAllWatched() {
    for (Node node : nodes) {
      nodes.forEach(other -> node.awaitSaid("UP", other));
    }
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(200))
        .until(
            () -> {
              carryStatuses();
              return nodes.stream().allMatch(this::watchesAll);
            });
  }

  private void carryStatuses() {
    for (Node node : nodes) {
      nodes.forEach(other -> node.process().say(other.status()));
    }
  }

  private boolean watchesAll(Node node) {
    return node.process().find("WATCHES " + (nodes.size() - 1) + " at ", "").isPresent();
  }

  @Override
  public void close() {
    nodes.forEach(node -> node.process().close());
  }
}
