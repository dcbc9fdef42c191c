package io.aitta.core.placement;

import io.aitta.core.replication.configuration.MemberId;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;

/** The steps one node is to take, at most one for each partition that it leads. */
final class Agenda {
  private final MemberId self;
  private final Set<Step> urgent = new LinkedHashSet<>();
  private final Set<Step> balancing = new LinkedHashSet<>();
  private final Set<Integer> taken = new HashSet<>();
  private boolean calm;

  Agenda(MemberId self) {
    this.self = self;
  }

  /** From here on nothing is missing: what follows makes the cluster even. */
  void calm() {
    calm = true;
  }

  Set<Step> urgent() {
    return urgent;
  }

  Set<Step> balancing() {
    return balancing;
  }

  void recruit(PlacedPartition partition, Seat seat) {
    if (!calm || !partition.hasUnderWay()) {
      note(partition, new Step.Recruit(partition.number(), seat.id()));
    }
  }

  void dismiss(PlacedPartition partition, Seat seat) {
    note(partition, new Step.Dismiss(partition.number(), seat.id()));
  }

  /** Nothing else is done with the partition before this, which may have to wait. */
  void handOver(PlacedPartition partition, Seat to) {
    if (partition.isInSync(to) && !(calm && partition.hasUnderWay())) {
      note(partition, new Step.HandOver(partition.number(), to.id()));
    }
    taken.add(partition.number());
  }

  private void note(PlacedPartition partition, Step step) {
    if (partition.leader().id().equals(self) && taken.add(partition.number())) {
      (calm ? balancing : urgent).add(step);
    }
  }
}
