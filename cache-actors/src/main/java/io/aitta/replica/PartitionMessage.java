package io.aitta.replica;

import io.aitta.core.partition.Partition;

/** What a partition's entity hears; nothing of it crosses nodes. */
sealed interface PartitionMessage {
  /** The claim was granted: the entity leads from now on. */
  record Granted(Partition partition, Inbox inbox) implements PartitionMessage {}

  /** Signals without content. */
  enum Signal implements PartitionMessage {
    /** The claim was not granted yet. */
    CLAIM_AGAIN,
    /** Something waits in the inbox. */
    WORK,
    /** It is time for a step of the sweep. */
    SWEEP,
    /** The last step of the sweep left more to do. */
    SWEEP_ON,
    /** Another node leads the partition in a later epoch. */
    SUPERSEDED,
    /** The partition goes to another node, or this node stops. */
    HAND_OFF
  }
}
