package io.aitta.core.placement;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Copies that are missing, and members that leave. */
final class Repair {
  private final Draft draft;
  private final Agenda agenda;
  private final List<Seat> takers;
  private boolean whole = true;

  Repair(Draft draft, Agenda agenda) {
    this.draft = draft;
    this.agenda = agenda;
    this.takers = draft.takers();
  }

  /** Plans it; says whether nothing is missing that could be had. */
  boolean plan() {
    draft.partitions().forEach(this::repair);
    return whole;
  }

  private void repair(PlacedPartition partition) {
    if (partition.standing() < draft.wantedCopies() && partition.hasUnderWay()) {
      whole = false;
    }
    if (partition.primary().isLeaving()) {
      handOver(partition);
    }
    recruit(partition);
    dismissLeaving(partition);
  }

  private void handOver(PlacedPartition partition) {
    Optional<Seat> target =
        partition
            .backups()
            .filter(seat -> partition.isReliable(seat) && partition.isInSync(seat))
            .min(
                Comparator.comparingLong(Seat::load)
                    .thenComparing(Rendezvous.preference(partition.number())));
    target.ifPresent(
        to -> {
          whole = false;
          agenda.handOver(partition, to);
          partition.lead(to);
        });
  }

  /**
   * A copy on somebody whom the primary does not hear counts as missing, though it stays in sync:
   * the primary drops it once another is complete. That the cluster does not reach a member says
   * less: its primaries will tell.
   */
  private void recruit(PlacedPartition partition) {
    for (long copies = partition.staying(); copies < draft.wantedCopies(); copies++) {
      partition
          .bestNewHolder(takers)
          .ifPresent(
              seat -> {
                whole = false;
                agenda.recruit(partition, seat);
                partition.hold(seat);
              });
    }
  }

  private void dismissLeaving(PlacedPartition partition) {
    boolean spare = partition.standing() >= draft.wantedCopies();
    List<Seat> leaving = partition.backups().filter(Seat::isLeaving).toList();
    for (Seat seat : leaving) {
      whole &= !spare;
      if (spare && partition.primary().isEligible()) {
        agenda.dismiss(partition, seat);
      }
      partition.drop(seat);
    }
  }
}
