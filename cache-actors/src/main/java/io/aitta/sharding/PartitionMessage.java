package io.aitta.sharding;

/** What a partition's entity hears; nothing of it crosses nodes. */
enum PartitionMessage {
  /** It is time to claim the partition, if nobody leads it. */
  CLAIM,
  /** The partition's entity goes to another node, or this node stops. */
  HAND_OFF
}
