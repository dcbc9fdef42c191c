package io.aitta.replica;

import static java.util.Objects.requireNonNull;

import io.aitta.core.replication.configuration.Configuration;
import io.aitta.core.replication.configuration.MemberId;
import io.aitta.directory.Peer;
import io.aitta.protocol.NodeStatus;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.pekko.actor.Address;
import org.apache.pekko.cluster.MemberStatus;

/**
 * What ties a node that stops to its cluster, as it sees it at one time.
 *
 * @param counted the partitions whose copies in sync include this node's, served or not
 * @param sole of these the ones that nobody else has who stays and can be reached
 * @param others who could take something over
 */
record Ties(SortedSet<Integer> counted, SortedSet<Integer> sole, Others others) {
  /** Members that have not begun to leave. */
  enum Others {
    /** There are none. */
    NONE,
    /** There are, but none can be given anything now. */
    AWAY,
    /** At least one can be given something. */
    THERE
  }

  private static final Set<MemberStatus> STAYING =
      Set.of(MemberStatus.joining(), MemberStatus.weaklyUp(), MemberStatus.up());

  Ties {
    counted = Collections.unmodifiableSortedSet(new TreeSet<>(counted));
    sole = Collections.unmodifiableSortedSet(new TreeSet<>(sole));
    requireNonNull(others, "others is null");
  }

  /**
   * The ties of a process. Of each partition the latest configuration counts that its own replica
   * or any leader knows: a copy in sync need not hear of those that come after it.
   *
   * @param here its address
   * @param own of each partition what its replica knows
   */
  static Ties of(
      MemberId self,
      Address here,
      Map<Integer, Configuration> own,
      Collection<Peer> peers,
      Map<Address, NodeStatus> statuses) {
    List<Peer> staying =
        peers.stream()
            .filter(peer -> !peer.address().equals(here) && stays(peer, statuses))
            .toList();
    Set<MemberId> takers =
        staying.stream()
            .filter(peer -> peer.reachable() && peer.status().equals(MemberStatus.up()))
            .flatMap(peer -> statusOf(peer, statuses).stream())
            .map(NodeStatus::member)
            .collect(Collectors.toSet());
    SortedSet<Integer> counted = new TreeSet<>();
    SortedSet<Integer> sole = new TreeSet<>();
    latest(own, statuses.values())
        .forEach(
            (partition, configuration) -> {
              if (configuration.inSync().contains(self)) {
                counted.add(partition);
                if (Collections.disjoint(configuration.inSync(), takers)) {
                  sole.add(partition);
                }
              }
            });
    return new Ties(counted, sole, others(staying, takers));
  }

  /** Whether nothing is lost to the others, or there are none. */
  boolean areNone() {
    return counted.isEmpty() || others == Others.NONE;
  }

  /** Whether something is lost for good when this node goes, and need not be. */
  boolean areWorthWaiting() {
    return !sole.isEmpty() && others == Others.THERE;
  }

  private static Others others(List<Peer> staying, Set<MemberId> takers) {
    if (!takers.isEmpty()) {
      return Others.THERE;
    }
    return staying.isEmpty() ? Others.NONE : Others.AWAY;
  }

  private static boolean stays(Peer peer, Map<Address, NodeStatus> statuses) {
    return STAYING.contains(peer.status())
        && statusOf(peer, statuses).filter(status -> status.replication().leaving()).isEmpty();
  }

  private static Optional<NodeStatus> statusOf(Peer peer, Map<Address, NodeStatus> statuses) {
    return Optional.ofNullable(statuses.get(peer.address()));
  }

  private static Map<Integer, Configuration> latest(
      Map<Integer, Configuration> own, Collection<NodeStatus> statuses) {
    Map<Integer, Configuration> latest = new TreeMap<>(own);
    statuses.forEach(
        status ->
            status
                .replication()
                .leads()
                .forEach((partition, said) -> latest.merge(partition, said, Ties::later)));
    return latest;
  }

  private static Configuration later(Configuration one, Configuration other) {
    return other.isAfter(one) ? other : one;
  }
}
