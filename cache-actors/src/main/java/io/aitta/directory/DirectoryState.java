package io.aitta.directory;

import io.aitta.protocol.NodeStatus;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.pekko.actor.Address;
import org.apache.pekko.cluster.MemberStatus;
import org.apache.pekko.cluster.UniqueAddress;

/**
 * All that was heard of the members, one thing at a time. Statuses replace each other whole, so
 * they may come twice, late or out of order, and before it is known that their process is a member,
 * though another one still is at its address. Not thread-safe.
 *
 * <p>A claim to lead counts only while no greater epoch of its partition was ever heard of: a
 * leader that was replaced does not come back when its successor goes.
 */
final class DirectoryState {
  private static final int MOST_EARLY = 64;

  private final Address self;
  private final long[] lastEpochs;
  private final Map<Address, Peer> peers = new TreeMap<>(Address.addressOrdering());
  private final Map<Address, NodeStatus> statuses = new HashMap<>();

  /** What processes said that are no members yet, or no more, by their incarnations. */
  private final Map<Long, NodeStatus> early = new LinkedHashMap<>();

  DirectoryState(Address self, int partitions) {
    this.self = self;
    this.lastEpochs = new long[partitions];
  }

  /** Notes a member or its new status; true where it was no member before. */
  boolean member(UniqueAddress node, MemberStatus status, Set<String> roles) {
    Peer known = peers.get(node.address());
    boolean added = known == null || !known.node().equals(node);
    boolean reachable = added || known.reachable();
    peers.put(node.address(), new Peer(node, status, reachable, roles));
    if (added) {
      statuses.remove(node.address());
      Optional.ofNullable(early.remove(node.longUid()))
          .ifPresent(said -> take(node.address(), said));
    }
    return added;
  }

  /** Drops a member with all it said; false where another process has taken its address over. */
  boolean removed(UniqueAddress node) {
    Peer known = peers.get(node.address());
    if (known == null || !known.node().equals(node)) {
      return false;
    }
    peers.remove(node.address());
    statuses.remove(node.address());
    return true;
  }

  void reachable(UniqueAddress node, boolean reachable) {
    peers.computeIfPresent(
        node.address(),
        (address, peer) -> peer.node().equals(node) ? peer.withReachable(reachable) : peer);
  }

  /** Takes a status in; false where it is no news, or not of a member. */
  boolean heard(Address from, NodeStatus status) {
    Peer peer = peers.get(from);
    if (peer == null || peer.node().longUid() != status.incarnation()) {
      keep(status);
      return false;
    }
    NodeStatus known = statuses.get(from);
    boolean news = known == null || status.revision() > known.revision();
    if (news) {
      take(from, status);
    }
    return news;
  }

  private void take(Address from, NodeStatus status) {
    statuses.put(from, status);
    status.leads().forEach(this::noteEpoch);
  }

  private void keep(NodeStatus status) {
    early.merge(
        status.incarnation(),
        status,
        (known, said) -> said.revision() > known.revision() ? said : known);
    if (early.size() > MOST_EARLY) {
      early.remove(early.keySet().iterator().next());
    }
  }

  DirectoryView view() {
    Optional<Electorate> electorate = Electorate.of(self, peers.values(), statuses);
    return new DirectoryView(
        leaders(), lastEpochs, statuses, peers.values(), electorate, hasQuorum(electorate));
  }

  private void noteEpoch(int partition, long epoch) {
    if (isPartition(partition)) {
      lastEpochs[partition] = Math.max(lastEpochs[partition], epoch);
    }
  }

  private boolean isPartition(int number) {
    return number >= 0 && number < lastEpochs.length;
  }

  private Leader[] leaders() {
    Leader[] leaders = new Leader[lastEpochs.length];
    statuses.forEach(
        (node, status) -> {
          if (peers.get(node).serves()) {
            status.leads().forEach((partition, epoch) -> seat(leaders, partition, node, epoch));
          }
        });
    return leaders;
  }

  private void seat(Leader[] leaders, int partition, Address node, long epoch) {
    if (isPartition(partition) && epoch == lastEpochs[partition]) {
      leaders[partition] = new Leader(node, epoch);
    }
  }

  /**
   * Voters that were given up or removed are not counted here: what is led without them goes on,
   * whether or not the register can still decide.
   */
  private boolean hasQuorum(Optional<Electorate> electorate) {
    Peer me = peers.get(self);
    if (me == null || me.status().equals(MemberStatus.down())) {
      return false;
    }
    List<Peer> members = peers.values().stream().filter(Peer::votes).toList();
    return electorate
        .map(known -> seated(known, members))
        .filter(voters -> !voters.isEmpty())
        .map(DirectoryState::isMostlyReachable)
        .orElseGet(() -> isMostlyReachable(members));
  }

  private static List<Peer> seated(Electorate electorate, List<Peer> members) {
    return members.stream().filter(peer -> electorate.seated().contains(peer.node())).toList();
  }

  private static boolean isMostlyReachable(List<Peer> voters) {
    return 2 * voters.stream().filter(Peer::reachable).count() > voters.size();
  }
}
