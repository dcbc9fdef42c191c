package io.aitta.replica;

import io.aitta.core.replication.configuration.MemberId;
import io.aitta.sharding.KeepAlive;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.apache.pekko.actor.typed.javadsl.ActorContext;

/**
 * What a host works with.
 *
 * @param onFailure told of each replica that has failed, once nothing of it is offered any more
 * @param announceDead has this node say to all others that these processes have ended
 * @param lookInterval how often it is looked for partitions that nobody leads
 * @param planInterval how often it is looked whether copies should be elsewhere
 */
record HostParts(
    NodeReplicas replicas,
    Standings standings,
    Returns returns,
    Weighing weighing,
    KeepAlive keepAlive,
    Departure departure,
    Consumer<FailedReplica> onFailure,
    Consumer<List<MemberId>> announceDead,
    Duration lookInterval,
    Duration planInterval) {
  /** Makes them with the host's own context. */
  @FunctionalInterface
  interface Maker {
    HostParts make(ActorContext<HostMessage> context);
  }
}
