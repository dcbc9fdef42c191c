package io.aitta.replica;

import org.apache.pekko.actor.typed.ActorRef;

/** What the host of the copies hears; nothing of it crosses nodes. */
sealed interface HostMessage {
  /** An entity wants to lead the partition. */
  record Claim(int partition, ActorRef<PartitionMessage> entity) implements HostMessage {}

  /** An entity has given up what it led in that epoch, its copy included. */
  record Released(int partition, long epoch) implements HostMessage {}

  /** An entity is gone, whether it gave up its copy or not. */
  record EntityStopped(int partition, ActorRef<PartitionMessage> entity) implements HostMessage {}

  /** Another leader is known for the partition, or none any more. */
  record LeaderChanged(int partition) implements HostMessage {}

  /** It is time to look for partitions that nobody leads. */
  record LookAround() implements HostMessage {}
}
