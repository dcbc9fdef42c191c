package io.aitta.sensor;

import static java.util.Objects.requireNonNull;

import io.aitta.core.replication.configuration.MemberId;
import io.aitta.protocol.NodeStatus;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.pekko.actor.Address;
import org.apache.pekko.cluster.UniqueAddress;

/**
 * A process to be watched: a member of the cluster that has said where its sensor listens.
 *
 * @param node where its actor system listens, and which of the processes that ever did it is
 */
record Subject(MemberId member, UniqueAddress node, int sensorPort) {
  Subject {
    requireNonNull(member, "member is null");
    requireNonNull(node, "node is null");
  }

  /** The subjects among the members. */
  static List<Subject> among(
      Stream<UniqueAddress> members, Map<Address, NodeStatus> statuses, Address self) {
    return members
        .filter(node -> !node.address().equals(self) && statuses.containsKey(node.address()))
        .map(node -> of(node, statuses.get(node.address())))
        .filter(subject -> subject.sensorPort > 0)
        .toList();
  }

  /** The processes, still members, of which another member says that they have ended. */
  static List<MemberId> ended(Map<Address, NodeStatus> statuses, Address self) {
    Set<MemberId> former =
        statuses.values().stream()
            .flatMap(status -> status.ended().stream())
            .collect(Collectors.toSet());
    return statuses.entrySet().stream()
        .filter(said -> !said.getKey().equals(self))
        .map(said -> said.getValue().member())
        .filter(former::contains)
        .toList();
  }

  private static Subject of(UniqueAddress node, NodeStatus status) {
    return new Subject(status.member(), node, status.replication().sensorPort());
  }
}
