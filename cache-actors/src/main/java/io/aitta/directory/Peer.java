package io.aitta.directory;

import static java.util.Objects.requireNonNull;

import java.util.Set;
import org.apache.pekko.actor.Address;
import org.apache.pekko.cluster.MemberStatus;
import org.apache.pekko.cluster.UniqueAddress;

/**
 * A member of the cluster, as this node sees it.
 *
 * @param node where it listens, and which of the processes that ever listened there it is
 * @param reachable whether it answers heartbeats
 */
public record Peer(UniqueAddress node, MemberStatus status, boolean reachable, Set<String> roles) {
  public Peer {
    requireNonNull(node, "node is null");
    requireNonNull(status, "status is null");
    roles = Set.copyOf(roles);
  }

  public Address address() {
    return node.address();
  }

  /** Whether it may count when a majority is asked for: it is a full member, not given up. */
  boolean votes() {
    return status.equals(MemberStatus.up()) || status.equals(MemberStatus.leaving());
  }

  /** Whether a request may be sent there. */
  boolean serves() {
    return reachable && !status.equals(MemberStatus.down());
  }

  Peer withReachable(boolean now) {
    return new Peer(node, status, now, roles);
  }
}
