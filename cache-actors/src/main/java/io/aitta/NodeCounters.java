package io.aitta;

import static java.util.Objects.requireNonNull;

import io.aitta.core.replication.protocol.Counter;
import io.aitta.link.LinkCounters;
import io.aitta.routing.GatewayCounters;
import java.util.Map;

/**
 * What a node has counted since its start.
 *
 * @param answersLost answers that found no room on the road back to their askers
 * @param heardTooEarly messages that came while the node was put together and found no room to wait
 * @param replicas what the replicas of partitions have counted
 * @param replicaMessagesDropped messages between replicas that found no way; they are sent again
 */
public record NodeCounters(
    GatewayCounters gateway,
    LinkCounters.Snapshot link,
    long answersLost,
    long heardTooEarly,
    Map<Counter, Long> replicas,
    long replicaMessagesDropped) {
  public NodeCounters {
    requireNonNull(gateway, "gateway is null");
    requireNonNull(link, "link is null");
    replicas = Map.copyOf(replicas);
  }
}
