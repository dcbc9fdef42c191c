package io.aitta.protocol;

import static java.util.Objects.requireNonNull;

import io.aitta.core.placement.WeightClass;
import io.aitta.core.register.model.Generation;
import io.aitta.core.replication.configuration.Configuration;
import java.util.Map;
import java.util.Optional;

/**
 * The part of a node's status that is about copies.
 *
 * @param sensorPort where its death sensor listens; 0 without one
 * @param zone its zone label; nodes of one zone may fail together; empty where it has none
 * @param leaving whether it stops soon and wants to keep nothing
 * @param voters the latest active generation of voters that it knows
 * @param leads of each partition it leads, by number, the configuration
 * @param weights of each partition that it leads and has weighed
 */
public record NodeReplication(
    int sensorPort,
    String zone,
    boolean leaving,
    Optional<Generation> voters,
    Map<Integer, Configuration> leads,
    Map<Integer, WeightClass> weights) {
  /** Of a node that has just started. */
  public static final NodeReplication NONE =
      new NodeReplication(0, "", false, Optional.empty(), Map.of(), Map.of());

  /**
   * @throws IllegalArgumentException when the port is none
   */
  public NodeReplication {
    requireNonNull(zone, "zone is null");
    requireNonNull(voters, "voters is null");
    leads = Map.copyOf(leads);
    weights = Map.copyOf(weights);
    if (sensorPort < 0 || sensorPort > 65_535) {
      throw new IllegalArgumentException("no port: " + sensorPort);
    }
  }

  /** Of a node that has weighed nothing. */
  public NodeReplication(
      int sensorPort,
      String zone,
      boolean leaving,
      Optional<Generation> voters,
      Map<Integer, Configuration> leads) {
    this(sensorPort, zone, leaving, voters, leads, Map.of());
  }

  /** The same of a node whose death sensor listens there. */
  public NodeReplication sensedAt(int port) {
    return new NodeReplication(port, zone, leaving, voters, leads, weights);
  }

  /** The same of a node that knows those voters. */
  public NodeReplication votedBy(Generation latest) {
    return new NodeReplication(sensorPort, zone, leaving, Optional.of(latest), leads, weights);
  }

  /** The same of a node that leads these. */
  public NodeReplication leading(Map<Integer, Configuration> now) {
    return new NodeReplication(sensorPort, zone, leaving, voters, now, weights);
  }

  /** The same of a node whose partitions weigh that much. */
  public NodeReplication weighing(Map<Integer, WeightClass> now) {
    return new NodeReplication(sensorPort, zone, leaving, voters, leads, now);
  }

  /** The same of a node in that zone. */
  public NodeReplication inZone(String label) {
    return new NodeReplication(sensorPort, label, leaving, voters, leads, weights);
  }

  /** The same of a node that stops soon. */
  public NodeReplication asLeaving() {
    return new NodeReplication(sensorPort, zone, true, voters, leads, weights);
  }
}
