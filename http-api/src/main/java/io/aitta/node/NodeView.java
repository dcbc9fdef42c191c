package io.aitta.node;

import io.aitta.AittaNode;
import io.aitta.core.register.model.Generation;
import io.aitta.core.register.model.VoterId;
import io.aitta.core.replication.configuration.MemberId;
import io.aitta.directory.Leader;
import io.aitta.directory.Peer;
import io.aitta.http.Cluster;
import io.aitta.http.ClusterView;
import io.aitta.protocol.NodeReplication;
import io.aitta.protocol.NodeStatus;
import io.aitta.register.RegisterView;
import io.aitta.register.Standstill;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.pekko.actor.Address;
import org.apache.pekko.actor.typed.ActorSystem;

/** The cluster as a node's directory has it. */
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
    List<ClusterView.Member> members =
        node.directory().peers().stream()
            .map(peer -> member(peer, Optional.ofNullable(statuses.get(peer.address())), led))
            .toList();
    return new ClusterView(
        system.name(),
        node.identity().name(),
        counts(led, statuses.values()),
        members,
        led,
        register(node.register()));
  }

  private static ClusterView.Register register(RegisterView seen) {
    return new ClusterView.Register(
        seen.generation().map(Generation::ordinal).orElse(0L),
        seen.generation().map(voters -> names(voters.voters())).orElse(List.of()),
        seen.standstill().map(NodeView::standstill),
        seen.steppedBack());
  }

  private static ClusterView.Standstill standstill(Standstill now) {
    Instant since = Instant.now().minusNanos(System.nanoTime() - now.since());
    return new ClusterView.Standstill(
        since.truncatedTo(ChronoUnit.SECONDS), names(now.waitsFor()), now.sentence());
  }

  private static List<String> names(Collection<VoterId> voters) {
    return voters.stream().map(VoterId::name).toList();
  }

  private ClusterView.Partition partition(int number, Map<Address, NodeStatus> statuses) {
    Optional<Leader> leader = node.directory().leaderOf(number);
    return new ClusterView.Partition(
        number,
        leader.map(it -> nameOf(it.node(), statuses)),
        leader.map(Leader::epoch).orElse(0L),
        names(leader, statuses, said -> inSync(said, number)),
        names(leader, statuses, said -> said.recruits().getOrDefault(number, Set.of()).stream()));
  }

  /** The names of members of whom a partition's leader speaks. */
  private static List<String> names(
      Optional<Leader> leader,
      Map<Address, NodeStatus> statuses,
      Function<NodeReplication, Stream<MemberId>> which) {
    return leader.map(it -> statuses.get(it.node())).map(NodeStatus::replication).stream()
        .flatMap(which)
        .map(MemberId::node)
        .sorted()
        .toList();
  }

  private static Stream<MemberId> inSync(NodeReplication leader, int number) {
    return Optional.ofNullable(leader.leads().get(number)).stream()
        .flatMap(configuration -> configuration.inSync().stream());
  }

  /** Who leaves is to have none. */
  private ClusterView.Counts counts(
      List<ClusterView.Partition> partitions, Collection<NodeStatus> statuses) {
    Set<String> leaving =
        statuses.stream()
            .filter(status -> status.replication().leaving())
            .map(NodeStatus::name)
            .collect(Collectors.toSet());
    int wanted = WantedCopies.of(node.copies(), statuses);
    return new ClusterView.Counts(
        partitions.size(),
        count(partitions, one -> one.inSync().size() < wanted),
        count(
            partitions,
            one ->
                one.inSync().size() > wanted
                    || !one.movingTo().isEmpty()
                    || one.inSync().stream().anyMatch(leaving::contains)),
        count(partitions, one -> one.primary().isEmpty()));
  }

  private static int count(
      List<ClusterView.Partition> partitions, Predicate<ClusterView.Partition> which) {
    return (int) partitions.stream().filter(which).count();
  }

  private static ClusterView.Member member(
      Peer peer, Optional<NodeStatus> status, List<ClusterView.Partition> led) {
    String name = status.map(NodeStatus::name).orElse(hostPort(peer.address()));
    int primaries = count(led, one -> one.primary().equals(Optional.of(name)));
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
        count(led, one -> one.inSync().contains(name)));
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
