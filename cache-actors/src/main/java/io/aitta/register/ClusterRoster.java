package io.aitta.register;

import io.aitta.core.replication.configuration.MemberId;
import io.aitta.directory.Directory;
import io.aitta.directory.Peer;
import io.aitta.protocol.NodeStatus;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.apache.pekko.actor.Address;
import org.apache.pekko.cluster.ClusterEvent.CurrentClusterState;
import org.apache.pekko.cluster.Member;
import org.apache.pekko.cluster.MemberStatus;
import org.apache.pekko.cluster.UniqueAddress;

/** Looks at the members: the cluster knows their age, the directory what they said. */
final class ClusterRoster {
  private final MemberId self;
  private final String role;
  private final Supplier<CurrentClusterState> cluster;
  private final Directory directory;

  ClusterRoster(
      MemberId self, String role, Supplier<CurrentClusterState> cluster, Directory directory) {
    this.self = self;
    this.role = role;
    this.cluster = cluster;
    this.directory = directory;
  }

  Roster look() {
    CurrentClusterState state = cluster.get();
    Map<UniqueAddress, NodeStatus> said = said();
    return new Roster(
        self,
        StreamSupport.stream(state.getMembers().spliterator(), false)
            .filter(this::counts)
            .sorted(Member.ageOrdering())
            .map(member -> seat(member, state.getUnreachable(), said))
            .toList());
  }

  private boolean counts(Member member) {
    boolean onItsWayIn =
        member.status().equals(MemberStatus.joining())
            || member.status().equals(MemberStatus.weaklyUp());
    return !onItsWayIn && (role.isEmpty() || member.hasRole(role));
  }

  private Roster.Seat seat(
      Member member, Set<Member> unreachable, Map<UniqueAddress, NodeStatus> said) {
    Optional<NodeStatus> status = Optional.ofNullable(said.get(member.uniqueAddress()));
    boolean isSelf = member.address().equals(directory.self());
    return new Roster.Seat(
        isSelf ? Optional.of(self) : status.map(NodeStatus::member),
        member.status().equals(MemberStatus.up()),
        status.filter(known -> known.replication().leaving()).isPresent(),
        !unreachable.contains(member),
        status.flatMap(known -> known.replication().voters()),
        status.flatMap(known -> known.replication().voter()));
  }

  /** By process: what was said at an address may have been said by an earlier one. */
  private Map<UniqueAddress, NodeStatus> said() {
    Map<Address, NodeStatus> statuses = directory.statuses();
    return directory.peers().stream()
        .filter(peer -> statuses.containsKey(peer.address()))
        .collect(Collectors.toMap(Peer::node, peer -> statuses.get(peer.address())));
  }
}
