package io.aitta.directory;

import io.aitta.protocol.NodeReplication;
import io.aitta.protocol.NodeStatus;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.apache.pekko.actor.Address;
import org.apache.pekko.cluster.ClusterEvent;

/** What the directory's actor hears. */
sealed interface DirectoryEvent {
  /** A member came, changed or went. */
  record MemberChanged(ClusterEvent.MemberEvent event) implements DirectoryEvent {}

  /** A member can or cannot be reached. */
  record ReachabilityChanged(ClusterEvent.ReachabilityEvent event) implements DirectoryEvent {}

  /** Another node spoke of itself. */
  record Heard(Address from, NodeStatus status) implements DirectoryEvent {}

  /** This node leads these partitions. */
  record Leads(Map<Integer, Long> leads) implements DirectoryEvent {}

  /** What this node says of copies changes so. */
  record Replication(UnaryOperator<NodeReplication> change) implements DirectoryEvent {}

  /** This node's HTTP front end listens there. */
  record Http(String url) implements DirectoryEvent {}

  /** This node's catalog has changed. */
  record CatalogChanged() implements DirectoryEvent {}

  /** It is time to repeat this node's status. */
  record Repeat() implements DirectoryEvent {}

  /** All changes that came before this are to be said at once. */
  record Say() implements DirectoryEvent {}
}
