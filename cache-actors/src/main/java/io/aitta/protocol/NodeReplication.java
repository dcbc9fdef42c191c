package io.aitta.protocol;

import static java.util.Objects.requireNonNull;

import io.aitta.core.placement.WeightClass;
import io.aitta.core.register.model.Generation;
import io.aitta.core.replication.configuration.Configuration;
import io.aitta.core.replication.configuration.MemberId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The part of a node's status that is about copies.
 *
 * @param sensorPort where its death sensor listens; 0 without one
 * @param zone its zone label; nodes of one zone may fail together; empty where it has none
 * @param leaving whether it stops soon and wants to keep nothing
 * @param voters the latest active generation of voters that it knows
 * @param voter its own voter; empty until it has opened it
 * @param leads of each partition it leads, by number, the configuration
 * @param weights of each partition that it leads and has weighed
 * @param recruits of partitions it leads, by number, who is being given a copy
 * @param restored what its disk had
 * @param dead processes that are proven to have ended, the latest last, {@value #MOST_DEAD} at most
 */
public record NodeReplication(
    int sensorPort,
    String zone,
    boolean leaving,
    Optional<Generation> voters,
    Optional<VoterNotice> voter,
    Map<Integer, Configuration> leads,
    Map<Integer, WeightClass> weights,
    Map<Integer, Set<MemberId>> recruits,
    RestoredCopies restored,
    List<MemberId> dead) {
  /** So many proofs are remembered for those who come later. */
  public static final int MOST_DEAD = 16;

  /** Of a node that has just started. */
  public static final NodeReplication NONE =
      new NodeReplication(
          0,
          "",
          false,
          Optional.empty(),
          Optional.empty(),
          Map.of(),
          Map.of(),
          Map.of(),
          RestoredCopies.NONE_YET,
          List.of());

  /**
   * @throws IllegalArgumentException when the port is none, or too many are dead
   */
  public NodeReplication {
    requireNonNull(zone, "zone is null");
    requireNonNull(voters, "voters is null");
    requireNonNull(voter, "voter is null");
    requireNonNull(restored, "restored is null");
    leads = Map.copyOf(leads);
    weights = Map.copyOf(weights);
    dead = List.copyOf(dead);
    recruits =
        recruits.entrySet().stream()
            .collect(
                Collectors.toUnmodifiableMap(Map.Entry::getKey, one -> Set.copyOf(one.getValue())));
    if (sensorPort < 0 || sensorPort > 65_535) {
      throw new IllegalArgumentException("no port: " + sensorPort);
    }
    if (dead.size() > MOST_DEAD) {
      throw new IllegalArgumentException("more than " + MOST_DEAD + " dead: " + dead.size());
    }
  }

  /** The same of a node whose death sensor listens there. */
  public NodeReplication sensedAt(int port) {
    return new NodeReplication(
        port, zone, leaving, voters, voter, leads, weights, recruits, restored, dead);
  }

  /** The same of a node in that zone. */
  public NodeReplication inZone(String label) {
    return new NodeReplication(
        sensorPort, label, leaving, voters, voter, leads, weights, recruits, restored, dead);
  }

  /** The same of a node that stops soon. */
  public NodeReplication asLeaving() {
    return new NodeReplication(
        sensorPort, zone, true, voters, voter, leads, weights, recruits, restored, dead);
  }

  /** The same of a node that knows these voters to be active. */
  public NodeReplication knowing(Generation active) {
    return new NodeReplication(
        sensorPort,
        zone,
        leaving,
        Optional.of(active),
        voter,
        leads,
        weights,
        recruits,
        restored,
        dead);
  }

  /** The same of a node with that voter. */
  public NodeReplication votingAs(VoterNotice notice) {
    return new NodeReplication(
        sensorPort,
        zone,
        leaving,
        voters,
        Optional.of(notice),
        leads,
        weights,
        recruits,
        restored,
        dead);
  }

  /** The same of a node that leads these. */
  public NodeReplication leading(Map<Integer, Configuration> now) {
    return new NodeReplication(
        sensorPort, zone, leaving, voters, voter, now, weights, recruits, restored, dead);
  }

  /** The same of a node whose partitions weigh that much. */
  public NodeReplication weighing(Map<Integer, WeightClass> now) {
    return new NodeReplication(
        sensorPort, zone, leaving, voters, voter, leads, now, recruits, restored, dead);
  }

  /** The same of a node that is giving these copies. */
  public NodeReplication recruiting(Map<Integer, Set<MemberId>> now) {
    return new NodeReplication(
        sensorPort, zone, leaving, voters, voter, leads, weights, now, restored, dead);
  }

  /** The same of a node whose disk had these copies. */
  public NodeReplication restoring(RestoredCopies now) {
    return new NodeReplication(
        sensorPort, zone, leaving, voters, voter, leads, weights, recruits, now, dead);
  }

  /** The same of a node that knows these to have ended as well. */
  public NodeReplication knowingDead(Collection<MemberId> more) {
    List<MemberId> all = Stream.concat(dead.stream(), more.stream()).distinct().toList();
    List<MemberId> latest = all.subList(Math.max(0, all.size() - MOST_DEAD), all.size());
    return new NodeReplication(
        sensorPort, zone, leaving, voters, voter, leads, weights, recruits, restored, latest);
  }
}
