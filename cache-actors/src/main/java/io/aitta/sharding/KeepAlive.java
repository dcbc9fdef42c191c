package io.aitta.sharding;

import io.aitta.directory.Directory;
import io.aitta.directory.Leader;
import io.aitta.directory.Peer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;
import org.apache.pekko.actor.Address;
import org.apache.pekko.cluster.MemberStatus;

/**
 * Looks now and then for partitions that nobody leads, and for entities that are missing.
 *
 * <p>A vacant partition is claimed by the member whose turn it is, without asking sharding, which
 * places one entity after the other; if that does not help, sharding is asked to start its entity
 * wherever it sees fit. The entity of a partition that is led here is started here, some at a time.
 *
 * <p>A node that stops does nothing of that: what it asks for is kept by its shard region, which
 * would wait for the answer before it lets the node go. Not thread-safe.
 */
public final class KeepAlive {
  /** In so many looks whoever leads next after a failure has begun, or an entity has spoken. */
  private static final int PATIENCE = 2;

  /** After so many looks the one whose turn it was is not waited for: it is the next one's. */
  private static final int GREAT_PATIENCE = 5;

  /** Each start costs the coordinator a round with all members. */
  private static final int MOST_STARTS = 4;

  private final Address self;
  private final Directory directory;
  private final StartGate gate;
  private final BooleanSupplier stopping;
  private final IntConsumer start;
  private final int[] vacant;
  private final int[] silent;
  private int nextStart;

  /**
   * @param stopping whether the node has begun to stop
   * @param start asks sharding to start a partition's entity, wherever it belongs
   */
  KeepAlive(
      int partitions,
      Address self,
      Directory directory,
      StartGate gate,
      BooleanSupplier stopping,
      IntConsumer start) {
    this.self = self;
    this.directory = directory;
    this.gate = gate;
    this.stopping = stopping;
    this.start = start;
    this.vacant = new int[partitions];
    this.silent = new int[partitions];
  }

  /** The entity of that partition lives on this node. */
  public void entitySpoke(int partition) {
    silent[partition] = 0;
  }

  /** Starts what should be started, and returns the partitions that this node should claim. */
  public List<Integer> lookAround(long nanoTime) {
    List<Integer> claims = new ArrayList<>();
    if (mayStart(nanoTime)) {
      List<Address> candidates = candidates();
      boolean heardAll = directory.statuses().keySet().containsAll(candidates);
      List<Integer> missing = new ArrayList<>();
      for (int partition = 0; partition < vacant.length; partition++) {
        if (isClaimedHere(partition, candidates, heardAll)) {
          claims.add(partition);
        }
        if (isEntityMissing(partition)) {
          missing.add(partition);
        }
      }
      startSome(missing);
    }
    return claims;
  }

  /** Each has its turn, also where a start does not help others. */
  private void startSome(List<Integer> missing) {
    int from = nextStart;
    missing.stream()
        .sorted(Comparator.comparing((Integer partition) -> partition < from))
        .limit(MOST_STARTS)
        .forEach(
            partition -> {
              start.accept(partition);
              nextStart = partition + 1;
            });
  }

  /** What never had a leader waits for nobody; what had one may just be changing it. */
  private boolean isClaimedHere(int partition, List<Address> candidates, boolean heardAll) {
    boolean led = directory.leaderOf(partition).isPresent();
    vacant[partition] = led ? 0 : vacant[partition] + 1;
    boolean due = directory.lastEpoch(partition) == 0 ? heardAll : vacant[partition] >= PATIENCE;
    return !led && due && isMyTurn(partition, candidates);
  }

  /** Whoever has its turn may not know that all who had the partition are dead; others may. */
  private boolean isMyTurn(int partition, List<Address> candidates) {
    int turn = partition + vacant[partition] / GREAT_PATIENCE;
    return !candidates.isEmpty() && candidates.get(turn % candidates.size()).equals(self);
  }

  private boolean isEntityMissing(int partition) {
    Optional<Address> leader = directory.leaderOf(partition).map(Leader::node);
    silent[partition] = leader.filter(self::equals).isPresent() ? silent[partition] + 1 : 0;
    return vacant[partition] >= GREAT_PATIENCE || silent[partition] > PATIENCE;
  }

  private List<Address> candidates() {
    return directory.peers().stream()
        .filter(peer -> peer.reachable() && isUp(peer))
        .map(Peer::address)
        .filter(node -> !isLeaving(node))
        .toList();
  }

  /** Who hands over what it has does not claim more. */
  private boolean isLeaving(Address node) {
    return Optional.ofNullable(directory.statuses().get(node))
        .filter(status -> status.replication().leaving())
        .isPresent();
  }

  private boolean mayStart(long nanoTime) {
    List<Address> up =
        directory.peers().stream().filter(KeepAlive::isUp).map(Peer::address).toList();
    return up.contains(self) && !stopping.getAsBoolean() && gate.isOpen(up.size(), nanoTime);
  }

  private static boolean isUp(Peer peer) {
    return peer.status().equals(MemberStatus.up());
  }
}
