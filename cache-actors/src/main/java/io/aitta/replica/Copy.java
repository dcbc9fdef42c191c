package io.aitta.replica;

import io.aitta.core.partition.Partition;
import java.util.Optional;
import org.apache.pekko.actor.typed.ActorRef;

/**
 * A copy of a partition on this node, and who leads with it.
 *
 * @param entity empty where the entity crashed and left its copy behind
 */
record Copy(Partition partition, Inbox inbox, Optional<ActorRef<PartitionMessage>> entity) {
  Copy orphaned() {
    return new Copy(partition, inbox, Optional.empty());
  }

  boolean isLedBy(ActorRef<PartitionMessage> ref) {
    return entity.filter(ref::equals).isPresent();
  }
}
