package io.aitta.multijvm.campaign;

import static java.util.Locale.ROOT;

import io.aitta.multijvm.campaign.client.KeyKind;
import io.aitta.multijvm.campaign.client.KeySpace;
import io.aitta.multijvm.campaign.fault.Blackout;
import io.aitta.multijvm.campaign.fault.ClockStep;
import io.aitta.multijvm.campaign.fault.Cuts;
import io.aitta.multijvm.campaign.fault.Fault;
import io.aitta.multijvm.campaign.fault.FullDisk;
import io.aitta.multijvm.campaign.fault.Growth;
import io.aitta.multijvm.campaign.fault.Kill;
import io.aitta.multijvm.campaign.fault.Leave;
import io.aitta.multijvm.campaign.fault.Pairs;
import io.aitta.multijvm.campaign.fault.Pause;
import io.aitta.multijvm.campaign.fault.RollingRestart;
import io.aitta.multijvm.campaign.fault.Victim;
import io.aitta.multijvm.surroundings.Combined;
import io.aitta.multijvm.surroundings.Network;
import io.aitta.multijvm.surroundings.SettableClocks;
import io.aitta.multijvm.surroundings.SmallDisks;
import io.aitta.multijvm.surroundings.Surroundings;
import io.aitta.multijvm.surroundings.ThisMachine;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What happens in a campaign: faults that come in turn, and what clients do meanwhile. */
public enum Scenario {
  /** A node is killed and started again; every third time the oldest one. */
  KILLS,
  /** A node does nothing for up to 30 seconds. */
  PAUSES,
  /** Nodes leave and return, one at a time. */
  LEAVES,
  /** All nodes leave and return, one after the other. */
  ROLLING,
  /** One node becomes four, and two again. */
  GROWTH,
  /** Kills, while clients increase counters and do nothing else. */
  INCREMENTS,
  /** A kill, a pause, a leave, and pairs of them. */
  MIXED,
  /** Links between nodes are cut, lose or delay packets, one way or both. */
  CUTS,
  /** The wall clocks of nodes are set forward and back. */
  CLOCKS,
  /** All nodes are killed at the same moment and started again; needs a journal to lose nothing. */
  BLACKOUTS,
  /** The disk of a node is full for a while; needs a journal to mean anything. */
  DISKS,
  /** A second fault strikes while another is under way: cuts, clock steps, growth, restarts. */
  PAIRS;

  private static final int KEYS = 100;

  /** The name that people call it by. */
  String label() {
    return name().toLowerCase(ROOT);
  }

  /** How many nodes the cluster begins with. */
  int nodes() {
    return this == GROWTH ? 1 : 3;
  }

  /**
   * Makes what the nodes run in.
   *
   * @param directory for files that it needs
   * @throws IllegalStateException when this machine, or who asks, cannot have that
   */
  Surroundings surroundings(Path directory) {
    return switch (this) {
      case CUTS -> Network.of(nodes());
      case CLOCKS -> clocks(directory, nodes());
      case DISKS -> SmallDisks.in(directory.resolve("disks"), nodes());
      case PAIRS -> {
        int most = nodes() + 1;
        yield new Combined(clocks(directory, most), Network.of(most));
      }
      default -> new ThisMachine();
    };
  }

  /** What nodes are told of their surroundings. */
  String configuration() {
    return this == DISKS ? SmallDisks.configuration() : "";
  }

  private static SettableClocks clocks(Path directory, int nodes) {
    return SettableClocks.in(directory.resolve("clocks"), nodes);
  }

  /** One round of its faults. */
  List<Fault> faults() {
    return switch (this) {
      case KILLS, INCREMENTS ->
          List.of(new Kill(Victim.OLDEST), new Kill(Victim.ANY), new Kill(Victim.ANY));
      case PAUSES -> List.of(new Pause(1, 30));
      case LEAVES -> List.of(new Leave());
      case ROLLING -> List.of(new RollingRestart());
      case GROWTH -> List.of(new Growth(4, 2));
      case MIXED ->
          Stream.concat(
                  Stream.of(new Kill(Victim.OLDEST), new Pause(1, 10), new Leave()),
                  Pairs.ofKills().stream())
              .toList();
      case CUTS -> Cuts.round();
      case CLOCKS -> List.of(new ClockStep());
      case BLACKOUTS -> List.of(new Blackout());
      case DISKS -> List.of(new FullDisk(5, 40), new FullDisk(5, 40), new Blackout());
      case PAIRS -> Pairs.round();
    };
  }

  /** The keys that clients write. */
  KeySpace keys() {
    return switch (this) {
      case INCREMENTS -> new KeySpace(KEYS, KeyKind.COUNTER);
      case CLOCKS, PAIRS, BLACKOUTS, DISKS ->
          new KeySpace(
              KEYS, KeyKind.REGISTER, KeyKind.EPHEMERAL, KeyKind.CONDITIONAL, KeyKind.COUNTER);
      default ->
          new KeySpace(
              KEYS,
              KeyKind.REGISTER,
              KeyKind.REGISTER,
              KeyKind.REGISTER,
              KeyKind.CONDITIONAL,
              KeyKind.COUNTER);
    };
  }
}
