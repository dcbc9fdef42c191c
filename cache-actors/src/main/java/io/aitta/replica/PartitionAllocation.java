package io.aitta.replica;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.Address;
import org.apache.pekko.cluster.Cluster;
import org.apache.pekko.cluster.ClusterEvent.CurrentClusterState;
import org.apache.pekko.cluster.Member;
import org.apache.pekko.cluster.MemberStatus;
import org.apache.pekko.cluster.sharding.ShardCoordinator;
import scala.collection.immutable.IndexedSeq;
import scala.concurrent.Future;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Asks {@link Allotment} on behalf of the shard coordinator, which shows regions that leave in its
 * question for moves and in no other. Called by the coordinator alone.
 */
final class PartitionAllocation extends ShardCoordinator.AbstractShardAllocationStrategy {
  private static final Set<MemberStatus> ARRIVING =
      Set.of(MemberStatus.joining(), MemberStatus.weaklyUp());

  private final Cluster cluster;
  private final ActorRef nowhere;
  private final String role;
  private final Allotment allotment;

  PartitionAllocation(ActorSystem system, ReplicaSettings settings) {
    this.cluster = Cluster.get(system);
    this.nowhere = system.deadLetters();
    this.role = settings.role();
    this.allotment = new Allotment(settings.maxMoves(), settings.startWait());
  }

  /** A reference that is no region makes the coordinator wait until it is asked again. */
  @Override
  public Future<ActorRef> allocateShard(
      ActorRef requester, String shardId, Map<ActorRef, IndexedSeq<String>> current) {
    Optional<Place> home = allotment.home(held(current), members(), System.nanoTime());
    return Future.successful(home.flatMap(place -> regionOf(place, current)).orElse(nowhere));
  }

  @Override
  public Future<Set<String>> rebalance(
      Map<ActorRef, IndexedSeq<String>> current, Set<String> inProgress) {
    Set<Integer> moves = allotment.moves(held(current), members());
    return Future.successful(
        inProgress.isEmpty()
            ? moves.stream().map(String::valueOf).collect(Collectors.toSet())
            : Set.of());
  }

  private SortedMap<Place, Collection<Integer>> held(Map<ActorRef, IndexedSeq<String>> current) {
    SortedMap<Place, Collection<Integer>> held = new TreeMap<>();
    current.forEach((region, shards) -> held.put(placeOf(region), numbers(shards)));
    return held;
  }

  private Optional<ActorRef> regionOf(Place place, Map<ActorRef, IndexedSeq<String>> current) {
    return current.keySet().stream().filter(region -> placeOf(region).equals(place)).findFirst();
  }

  private Place placeOf(ActorRef region) {
    Address address = region.path().address();
    return new Place(
        address.hasLocalScope() ? cluster.selfAddress() : address, region.path().uid());
  }

  /**
   * Moving needs an answer of every member, and those who are on their way in will need another.
   */
  private Allotment.Members members() {
    CurrentClusterState state = cluster.state();
    Set<Address> up =
        members(state)
            .filter(member -> member.status().equals(MemberStatus.up()))
            .filter(member -> !state.getUnreachable().contains(member))
            .map(Member::address)
            .collect(Collectors.toSet());
    boolean settled =
        state.getUnreachable().isEmpty()
            && members(state).noneMatch(member -> ARRIVING.contains(member.status()));
    return new Allotment.Members(up, settled);
  }

  private Stream<Member> members(CurrentClusterState state) {
    return StreamSupport.stream(state.getMembers().spliterator(), false)
        .filter(member -> role.isEmpty() || member.hasRole(role));
  }

  private static List<Integer> numbers(IndexedSeq<String> shards) {
    return CollectionConverters.asJava(shards).stream().map(Integer::valueOf).toList();
  }
}
