package io.aitta.sharding;

import io.aitta.directory.Directory;
import io.aitta.directory.Leader;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
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
 * Has the entity of a partition follow whoever leads it, and asks {@link Allotment} for those that
 * nobody leads. The coordinator shows regions that leave in its question for moves and in no other.
 * Called by the coordinator alone.
 */
final class PartitionAllocation extends ShardCoordinator.AbstractShardAllocationStrategy {
  private final Cluster cluster;
  private final ActorRef nowhere;
  private final String role;
  private final int maxMoves;
  private final Allotment allotment;
  private final Directory directory;

  PartitionAllocation(ActorSystem system, PartitionSettings settings, Directory directory) {
    this.directory = directory;
    this.cluster = Cluster.get(system);
    this.nowhere = system.deadLetters();
    this.role = settings.role();
    this.maxMoves = settings.maxMoves();
    this.allotment = new Allotment(settings.startWait());
  }

  /** A reference that is no region makes the coordinator wait until it is asked again. */
  @Override
  public Future<ActorRef> allocateShard(
      ActorRef requester, String shardId, Map<ActorRef, IndexedSeq<String>> current) {
    return Future.successful(
        leadersRegion(Integer.parseInt(shardId), current)
            .or(() -> evenHome(current))
            .orElse(nowhere));
  }

  @Override
  public Future<Set<String>> rebalance(
      Map<ActorRef, IndexedSeq<String>> current, Set<String> inProgress) {
    allotment.sees(held(current).keySet());
    boolean mayMove = inProgress.isEmpty() && cluster.state().getUnreachable().isEmpty();
    return Future.successful(mayMove ? strays(current) : Set.of());
  }

  /** Where the partition is led its entity belongs. */
  private Optional<ActorRef> leadersRegion(
      int partition, Map<ActorRef, IndexedSeq<String>> current) {
    return directory
        .leaderOf(partition)
        .map(Leader::node)
        .flatMap(node -> regionAt(node, current.keySet()));
  }

  private Optional<ActorRef> evenHome(Map<ActorRef, IndexedSeq<String>> current) {
    return allotment
        .home(held(current), members(), System.nanoTime())
        .flatMap(place -> regionOf(place, current));
  }

  /**
   * The entities that are not where their partition is led, a few at a time. To move one needs an
   * answer of every member.
   */
  private Set<String> strays(Map<ActorRef, IndexedSeq<String>> current) {
    Set<String> strays = new TreeSet<>();
    current.forEach(
        (region, shards) ->
            numbers(shards).stream()
                .filter(number -> isStray(number, region, current))
                .map(String::valueOf)
                .forEach(strays::add));
    return strays.stream().limit(maxMoves).collect(Collectors.toSet());
  }

  private boolean isStray(
      int partition, ActorRef region, Map<ActorRef, IndexedSeq<String>> current) {
    return leadersRegion(partition, current).filter(home -> !home.equals(region)).isPresent();
  }

  private Optional<ActorRef> regionAt(Address node, Set<ActorRef> regions) {
    return regions.stream().filter(region -> placeOf(region).node().equals(node)).findFirst();
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

  private Allotment.Members members() {
    CurrentClusterState state = cluster.state();
    return Allotment.Members.of(
        members(state)
            .filter(member -> member.status().equals(MemberStatus.up()))
            .filter(member -> !state.getUnreachable().contains(member))
            .map(Member::address)
            .collect(Collectors.toSet()),
        directory.statuses());
  }

  private Stream<Member> members(CurrentClusterState state) {
    return StreamSupport.stream(state.getMembers().spliterator(), false)
        .filter(member -> role.isEmpty() || member.hasRole(role));
  }

  private static List<Integer> numbers(IndexedSeq<String> shards) {
    return CollectionConverters.asJava(shards).stream().map(Integer::valueOf).toList();
  }
}
