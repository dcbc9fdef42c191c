package io.aitta.replica;

import io.aitta.directory.Directory;
import io.aitta.directory.Peer;
import java.util.BitSet;
import java.util.function.IntConsumer;
import org.apache.pekko.actor.Address;
import org.apache.pekko.cluster.MemberStatus;

/** Starts the partitions that nobody leads. Every node does so: whoever asks first is served. */
final class KeepAlive {
  private final int partitions;
  private final Address self;
  private final Directory directory;
  private final StartGate gate;
  private final IntConsumer start;
  private BitSet missed = new BitSet();

  /**
   * @param start asks sharding to start a partition, wherever it belongs
   */
  KeepAlive(int partitions, Address self, Directory directory, StartGate gate, IntConsumer start) {
    this.partitions = partitions;
    this.self = self;
    this.directory = directory;
    this.gate = gate;
    this.start = start;
  }

  /** Starts the partitions that had no leader the last time either. */
  void lookAround(long nanoTime) {
    BitSet missing = new BitSet(partitions);
    for (int partition = 0; partition < partitions; partition++) {
      missing.set(partition, directory.leaderOf(partition).isEmpty());
    }
    if (gateIsOpen(nanoTime)) {
      missing.stream().filter(missed::get).forEach(start);
      missed = missing;
    }
  }

  /** Starts a partition at once that has just lost its leader. */
  void leaderChanged(int partition, long nanoTime) {
    if (directory.leaderOf(partition).isEmpty() && gateIsOpen(nanoTime)) {
      start.accept(partition);
    }
  }

  private boolean gateIsOpen(long nanoTime) {
    var up = directory.peers().stream().filter(peer -> peer.status().equals(MemberStatus.up()));
    var addresses = up.map(Peer::address).toList();
    return gate.isOpen(addresses.contains(self), addresses.size(), nanoTime);
  }
}
