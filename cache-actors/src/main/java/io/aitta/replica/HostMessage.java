package io.aitta.replica;

import io.aitta.core.replication.configuration.MemberId;
import io.aitta.core.replication.protocol.Standing;

/** What the host of the replicas hears; nothing of it crosses nodes. */
sealed interface HostMessage {
  /** The partition's entity lives here, and wants this node to lead it, if nobody does. */
  record Claim(int partition) implements HostMessage {}

  /** A replica of this node stands elsewhere now. */
  record Stands(int partition, Standing standing) implements HostMessage {}

  /** A process is proven to be gone. */
  record Died(MemberId member) implements HostMessage {}

  /** This node stops: others shall have all that it holds, and then that is to be said. */
  record Leave(Runnable then) implements HostMessage {}

  /** It is time to look for partitions that nobody leads. */
  record LookAround() implements HostMessage {}

  /** It is time to look whether copies should be elsewhere. */
  record Plan() implements HostMessage {}

  /** Something has arrived since, so that there is room for more; nothing else to look for. */
  record PlanMore() implements HostMessage {}
}
