package io.aitta.node;

import io.aitta.protocol.NodeStatus;
import java.util.Collection;

/** How many copies a partition is to have now. */
final class WantedCopies {
  private WantedCopies() {}

  /**
   * As many as are set; of fewer nodes than that each is to have one, but those that leave.
   *
   * @param statuses of all members
   */
  static int of(int copies, Collection<NodeStatus> statuses) {
    long staying = statuses.stream().filter(status -> !status.replication().leaving()).count();
    return (int) Math.max(1, Math.min(copies, staying));
  }
}
