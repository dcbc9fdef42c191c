package io.aitta.replica;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
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
 * Asks {@link Placement} on behalf of the shard coordinator. Places nothing before all members that
 * are up have brought their region, which takes a moment after a start; partitions that were placed
 * earlier would move right after. Called by the coordinator alone.
 */
final class PartitionAllocation extends ShardCoordinator.AbstractShardAllocationStrategy {
  private static final Set<MemberStatus> ARRIVING =
      Set.of(MemberStatus.joining(), MemberStatus.weaklyUp());

  private final Cluster cluster;
  private final ActorRef nowhere;
  private final ReplicaSettings settings;
  private long askedFirst;
  private boolean asked;

  PartitionAllocation(ActorSystem system, ReplicaSettings settings) {
    this.cluster = Cluster.get(system);
    this.nowhere = system.deadLetters();
    this.settings = settings;
  }

  /** A reference that is no region makes the coordinator wait until it is asked again. */
  @Override
  public Future<ActorRef> allocateShard(
      ActorRef requester, String shardId, Map<ActorRef, IndexedSeq<String>> current) {
    SortedMap<Address, Collection<Integer>> held = held(current);
    if (isIncomplete(held.keySet()) && isEarly(System.nanoTime())) {
      return Future.successful(nowhere);
    }
    Map<Address, ActorRef> regions = new HashMap<>();
    current.keySet().forEach(region -> regions.put(addressOf(region), region));
    return Future.successful(Placement.home(held).map(regions::get).orElse(nowhere));
  }

  @Override
  public Future<Set<String>> rebalance(
      Map<ActorRef, IndexedSeq<String>> current, Set<String> inProgress) {
    SortedMap<Address, Collection<Integer>> held = held(current);
    if (!inProgress.isEmpty() || isIncomplete(held.keySet()) || isUnsettled()) {
      return Future.successful(Set.of());
    }
    return Future.successful(
        Placement.moves(held, settings.maxMoves()).stream()
            .map(String::valueOf)
            .collect(Collectors.toSet()));
  }

  /** The partitions of each place that may take more. */
  private SortedMap<Address, Collection<Integer>> held(Map<ActorRef, IndexedSeq<String>> current) {
    Set<Address> places = places();
    SortedMap<Address, Collection<Integer>> held = new TreeMap<>(Address.addressOrdering());
    current.forEach(
        (region, shards) -> {
          if (places.contains(addressOf(region))) {
            held.put(addressOf(region), numbers(shards));
          }
        });
    return held;
  }

  private Set<Address> places() {
    CurrentClusterState state = cluster.state();
    return members(state)
        .filter(member -> member.status().equals(MemberStatus.up()))
        .filter(member -> !state.getUnreachable().contains(member))
        .map(Member::address)
        .collect(Collectors.toSet());
  }

  private boolean isIncomplete(Set<Address> registered) {
    return !registered.containsAll(places());
  }

  private boolean isEarly(long nanoTime) {
    if (!asked) {
      asked = true;
      askedFirst = nanoTime;
    }
    return nanoTime - askedFirst < settings.startWait().toNanos();
  }

  /**
   * Moving needs an answer of every member, and those who are on their way in will need another.
   */
  private boolean isUnsettled() {
    CurrentClusterState state = cluster.state();
    return !state.getUnreachable().isEmpty()
        || members(state).anyMatch(member -> ARRIVING.contains(member.status()));
  }

  private java.util.stream.Stream<Member> members(CurrentClusterState state) {
    return StreamSupport.stream(state.getMembers().spliterator(), false)
        .filter(member -> settings.role().isEmpty() || member.hasRole(settings.role()));
  }

  private Address addressOf(ActorRef region) {
    Address address = region.path().address();
    return address.hasLocalScope() ? cluster.selfAddress() : address;
  }

  private static List<Integer> numbers(IndexedSeq<String> shards) {
    return CollectionConverters.asJava(shards).stream().map(Integer::valueOf).toList();
  }
}
