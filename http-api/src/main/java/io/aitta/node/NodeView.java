package io.aitta.node;

import io.aitta.AittaNode;
import io.aitta.directory.Leader;
import io.aitta.directory.Peer;
import io.aitta.http.Cluster;
import io.aitta.http.ClusterView;
import io.aitta.protocol.NodeStatus;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.pekko.actor.Address;
import org.apache.pekko.actor.typed.ActorSystem;

/** The cluster as a node's directory has it. A partition has one copy, its leader's. */
final class NodeView implements Cluster {
  /** Pekko notes the data centre of a node among its roles. */
  private static final String DATA_CENTER = "dc-";

  private final ActorSystem<?> system;
  private final AittaNode node;

  NodeView(ActorSystem<?> system, AittaNode node) {
    this.system = system;
    this.node = node;
  }

  @Override
  public ClusterView view() {
    Map<Address, NodeStatus> statuses = node.directory().statuses();
    List<ClusterView.Partition> led =
        IntStream.range(0, node.partitions())
            .mapToObj(number -> partition(number, statuses))
            .toList();
    int unavailable = (int) led.stream().filter(one -> one.primary().isEmpty()).count();
    List<ClusterView.Member> members =
        node.directory().peers().stream()
            .map(peer -> member(peer, Optional.ofNullable(statuses.get(peer.address())), led))
            .toList();
    return new ClusterView(
        system.name(),
        node.identity().name(),
        new ClusterView.Counts(node.partitions(), unavailable, 0, unavailable),
        members,
        led);
  }

  private ClusterView.Partition partition(int number, Map<Address, NodeStatus> statuses) {
    Optional<Leader> leader = node.directory().leaderOf(number);
    Optional<String> primary = leader.map(it -> nameOf(it.node(), statuses));
    return new ClusterView.Partition(
        number, primary, leader.map(Leader::epoch).orElse(0L), primary.stream().toList());
  }

  private static ClusterView.Member member(
      Peer peer, Optional<NodeStatus> status, List<ClusterView.Partition> led) {
    String name = status.map(NodeStatus::name).orElse(hostPort(peer.address()));
    int primaries =
        (int) led.stream().filter(one -> one.primary().equals(Optional.of(name))).count();
    return new ClusterView.Member(
        name,
        hostPort(peer.address()),
        status.flatMap(NodeStatus::http),
        peer.status().toString(),
        peer.reachable(),
        peer.roles().stream().filter(role -> !role.startsWith(DATA_CENTER)).sorted().toList(),
        status.map(NodeStatus::version).orElse("unknown"),
        status.map(NodeView::uptimeSeconds).orElse(0L),
        primaries,
        primaries);
  }

  private static String nameOf(Address node, Map<Address, NodeStatus> statuses) {
    return Optional.ofNullable(statuses.get(node)).map(NodeStatus::name).orElse(hostPort(node));
  }

  /** By the clocks of two nodes, so never under zero. */
  private static long uptimeSeconds(NodeStatus status) {
    return Math.max(0, (System.currentTimeMillis() - status.startedAt()) / 1000);
  }

  private static String hostPort(Address node) {
    return node.getHost().orElse("") + ":" + node.getPort().orElse(0);
  }
}
