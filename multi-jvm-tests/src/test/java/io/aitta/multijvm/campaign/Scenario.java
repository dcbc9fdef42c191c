package io.aitta.multijvm.campaign;

import static java.util.Locale.ROOT;

import io.aitta.multijvm.campaign.client.KeyKind;
import io.aitta.multijvm.campaign.client.KeySpace;
import io.aitta.multijvm.campaign.fault.Fault;
import io.aitta.multijvm.campaign.fault.Growth;
import io.aitta.multijvm.campaign.fault.Kill;
import io.aitta.multijvm.campaign.fault.KillOfLeaving;
import io.aitta.multijvm.campaign.fault.KillOfPaused;
import io.aitta.multijvm.campaign.fault.KillOnReturn;
import io.aitta.multijvm.campaign.fault.Leave;
import io.aitta.multijvm.campaign.fault.Pause;
import io.aitta.multijvm.campaign.fault.RollingRestart;
import io.aitta.multijvm.campaign.fault.Victim;
import java.util.List;

/** What happens in a campaign: faults that come in turn, and what clients do meanwhile. */
public enum Scenario {
  /** A node is killed and started again; every third time the oldest one. */
  KILLS(3, new Kill(Victim.OLDEST), new Kill(Victim.ANY), new Kill(Victim.ANY)),
  /** A node does nothing for up to 30 seconds. */
  PAUSES(3, new Pause(30)),
  /** Nodes leave and return, one at a time. */
  LEAVES(3, new Leave()),
  /** All nodes leave and return, one after the other. */
  ROLLING(3, new RollingRestart()),
  /** One node becomes four, and two again. */
  GROWTH(1, new Growth(4, 2)),
  /** Kills, while clients increase counters and do nothing else. */
  INCREMENTS(3, new Kill(Victim.OLDEST), new Kill(Victim.ANY), new Kill(Victim.ANY)),
  /** One fault of each kind, and pairs of them. */
  MIXED(
      3,
      new Kill(Victim.OLDEST),
      new Pause(10),
      new Leave(),
      new KillOfLeaving(),
      new KillOfPaused(),
      new KillOnReturn());

  private static final int KEYS = 100;

  private final int nodes;
  private final List<Fault> faults;

  Scenario(int nodes, Fault... faults) {
    this.nodes = nodes;
    this.faults = List.of(faults);
  }

  /** The name that people call it by. */
  String label() {
    return name().toLowerCase(ROOT);
  }

  /** How many nodes the cluster begins with. */
  int nodes() {
    return nodes;
  }

  /** The fault of that number, from 0. */
  Fault fault(int number) {
    return faults.get(number % faults.size());
  }

  /** The keys that clients write. */
  KeySpace keys() {
    return this == INCREMENTS
        ? new KeySpace(KEYS, KeyKind.COUNTER)
        : new KeySpace(
            KEYS,
            KeyKind.REGISTER,
            KeyKind.REGISTER,
            KeyKind.REGISTER,
            KeyKind.CONDITIONAL,
            KeyKind.COUNTER);
  }
}
