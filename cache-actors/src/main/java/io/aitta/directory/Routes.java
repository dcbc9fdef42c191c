package io.aitta.directory;

import io.aitta.protocol.NodeStatus;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.pekko.actor.Address;

/**
 * Where requests may go, as this node has heard: who leads what and who can be reached.
 * Thread-safe; reads never block.
 */
public interface Routes {
  /** The leader of the partition, if one is known that can be reached. */
  Optional<Leader> leaderOf(int partition);

  /** The latest status of each member that said anything, this node's own included. */
  Map<Address, NodeStatus> statuses();

  /** The address of this node. */
  Address self();

  /** The members that are Up and that this node can reach, itself included. */
  Set<Address> reachableMembers();

  /**
   * Whether this node sees a majority of those members that are voters of the register, or of all
   * members while none is known: without one it may not promise anything.
   */
  boolean hasQuorum();

  /**
   * Calls the listener after leaders have changed, with the partitions that have another one or
   * none any more, on a thread of the directory; it may not block.
   */
  void onLeaderChange(Consumer<Set<Integer>> listener);

  /**
   * Calls the listener after a node has left the members for good, on a thread of the directory; it
   * may not block. What was sent there and not answered never will be.
   */
  void onMemberRemoved(Consumer<Address> listener);
}
