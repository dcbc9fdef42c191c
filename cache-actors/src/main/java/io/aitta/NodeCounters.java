package io.aitta;

import static java.util.Objects.requireNonNull;

import io.aitta.core.replication.protocol.Counter;
import io.aitta.link.LinkCounters;
import io.aitta.register.RegisterCounters;
import io.aitta.replica.OwnerChange;
import io.aitta.routing.sending.GatewayCounters;
import io.aitta.sensor.SensorCounters;
import java.util.Map;

/**
 * What a node has counted since its start.
 *
 * @param answersLost answers that found no room on the road back to their askers
 * @param heardTooEarly messages that came while the node was put together and found no room to wait
 * @param replicas what the replicas of partitions have counted
 * @param ownerChanges how often a partition came to be led here, by the reason
 * @param partitionsGivenUp how many partitions operators have had given up here
 * @param register what its part in the register has done
 * @param sensor what its death sensor has met with
 * @param replicaMessagesDropped messages between replicas that found no way; they are sent again
 * @param replicasFailed replicas that ended by a fault, for which the node ends
 */
public record NodeCounters(
    GatewayCounters gateway,
    LinkCounters.Snapshot link,
    long answersLost,
    long heardTooEarly,
    Map<Counter, Long> replicas,
    Map<OwnerChange, Long> ownerChanges,
    long partitionsGivenUp,
    long replicaMessagesDropped,
    long replicasFailed,
    RegisterCounters.Snapshot register,
    SensorCounters.Snapshot sensor) {
  public NodeCounters {
    requireNonNull(gateway, "gateway is null");
    requireNonNull(link, "link is null");
    requireNonNull(register, "register is null");
    requireNonNull(sensor, "sensor is null");
    replicas = Map.copyOf(replicas);
    ownerChanges = Map.copyOf(ownerChanges);
  }
}
