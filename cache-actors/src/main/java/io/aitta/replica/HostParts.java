package io.aitta.replica;

import io.aitta.sharding.KeepAlive;
import java.time.Duration;
import org.apache.pekko.actor.typed.javadsl.ActorContext;

/**
 * What a host works with.
 *
 * @param lookInterval how often it is looked for partitions that nobody leads
 * @param planInterval how often it is looked whether copies should be elsewhere
 */
record HostParts(
    NodeReplicas replicas,
    Standings standings,
    Weighing weighing,
    KeepAlive keepAlive,
    Departure departure,
    Duration lookInterval,
    Duration planInterval) {
  /** Makes them with the host's own context. */
  @FunctionalInterface
  interface Maker {
    HostParts make(ActorContext<HostMessage> context);
  }
}
