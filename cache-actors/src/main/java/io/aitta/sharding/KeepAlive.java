package io.aitta.sharding;

import io.aitta.directory.Directory;
import io.aitta.directory.Peer;
import java.util.BitSet;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;
import org.apache.pekko.actor.Address;
import org.apache.pekko.cluster.MemberStatus;

/**
 * Starts the partitions that nobody leads. Every full member does so: whoever asks first is served.
 * A node that stops does not: what it asks for is kept by its shard region, which would wait for
 * the answer before it lets the node go.
 */
public final class KeepAlive {
  private final int partitions;
  private final Address self;
  private final Directory directory;
  private final StartGate gate;
  private final BooleanSupplier stopping;
  private final IntConsumer start;
  private BitSet missed = new BitSet();

  /**
   * @param stopping whether the node has begun to stop
   * @param start asks sharding to start a partition, wherever it belongs
   */
  KeepAlive(
      int partitions,
      Address self,
      Directory directory,
      StartGate gate,
      BooleanSupplier stopping,
      IntConsumer start) {
    this.partitions = partitions;
    this.self = self;
    this.directory = directory;
    this.gate = gate;
    this.stopping = stopping;
    this.start = start;
  }

  /** Starts the partitions that had no leader the last time either. */
  public void lookAround(long nanoTime) {
    BitSet missing = new BitSet(partitions);
    for (int partition = 0; partition < partitions; partition++) {
      missing.set(partition, directory.leaderOf(partition).isEmpty());
    }
    if (mayStart(nanoTime)) {
      missing.stream().filter(missed::get).forEach(start);
      missed = missing;
    }
  }

  /** Starts a partition at once that has just lost its leader. */
  public void leaderChanged(int partition, long nanoTime) {
    if (directory.leaderOf(partition).isEmpty() && mayStart(nanoTime)) {
      start.accept(partition);
    }
  }

  private boolean mayStart(long nanoTime) {
    List<Address> up =
        directory.peers().stream()
            .filter(peer -> peer.status().equals(MemberStatus.up()))
            .map(Peer::address)
            .toList();
    return up.contains(self) && !stopping.getAsBoolean() && gate.isOpen(up.size(), nanoTime);
  }
}
