package io.aitta.downing;

import io.aitta.directory.Electorate;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.pekko.cluster.Cluster;
import org.apache.pekko.cluster.ClusterEvent.CurrentClusterState;
import org.apache.pekko.cluster.Member;
import org.apache.pekko.cluster.MemberStatus;
import org.apache.pekko.cluster.Reachability;
import org.apache.pekko.cluster.UniqueAddress;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Looks at the cluster. Who does not reach whom stands in the table that members gossip; Pekko
 * shows it to none but its own code, from which Java is not kept away. A test with real members
 * tells should that end.
 */
final class ClusterSight {
  private static final Set<MemberStatus> GIVEN_UP =
      Set.of(MemberStatus.down(), MemberStatus.removed());
  private static final Set<MemberStatus> PASSING =
      Set.of(MemberStatus.joining(), MemberStatus.weaklyUp(), MemberStatus.exiting());

  private final Cluster cluster;
  private final KnownVoters voters;

  ClusterSight(Cluster cluster, KnownVoters voters) {
    this.cluster = cluster;
    this.voters = voters;
  }

  Sight look(CurrentClusterState state) {
    List<UniqueAddress> members =
        nodes(
            members(state)
                .filter(member -> !PASSING.contains(member.status()))
                .sorted(Member.ageOrdering()));
    List<UniqueAddress> passing =
        nodes(members(state).filter(member -> PASSING.contains(member.status())));
    return new Sight(
        cluster.selfUniqueAddress(),
        members,
        passing,
        broken(node -> members.contains(node) || passing.contains(node)),
        voters.now().orElseGet(() -> new Electorate(members.size(), Set.copyOf(members))));
  }

  /** In the order of addresses. */
  private static Stream<Member> members(CurrentClusterState state) {
    return StreamSupport.stream(state.getMembers().spliterator(), false)
        .filter(member -> !GIVEN_UP.contains(member.status()));
  }

  private static List<UniqueAddress> nodes(Stream<Member> members) {
    return members.map(Member::uniqueAddress).toList();
  }

  private Set<BrokenLink> broken(Predicate<UniqueAddress> counts) {
    return CollectionConverters.asJava(cluster.readView().reachability().records()).stream()
        .filter(record -> !record.status().equals(Reachability.Reachable$.MODULE$))
        .filter(record -> counts.test(record.observer()) && counts.test(record.subject()))
        .map(record -> BrokenLink.between(record.observer(), record.subject()))
        .collect(Collectors.toUnmodifiableSet());
  }
}
