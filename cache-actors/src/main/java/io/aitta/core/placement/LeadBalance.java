package io.aitta.core.placement;

import java.util.List;
import java.util.stream.Stream;

/**
 * Primaries, evenly on all members: among those in sync at first, which costs nothing, and where
 * that is not enough by giving somebody a copy.
 */
final class LeadBalance {
  private static final int MAX_CHAINS = 64;

  private final Draft draft;
  private final Agenda agenda;
  private final List<Seat> eligible;

  LeadBalance(Draft draft, Agenda agenda) {
    this.draft = draft;
    this.agenda = agenda;
    this.eligible = draft.eligible();
  }

  void plan() {
    double mean = draft.mean(partition -> partition.weight().load());
    Evening evening =
        new Evening(eligible, Seat::load, partition -> partition.weight().load(), mean);
    for (int i = 0; i < MAX_CHAINS && evening.isCalledFor(mean); i++) {
      List<Move> chain = evening.chain(moves(true));
      if (chain.isEmpty()) {
        chain = evening.chain(moves(false));
      }
      if (chain.isEmpty()) {
        return;
      }
      chain.forEach(this::make);
    }
  }

  private List<Move> moves(boolean onlyHolders) {
    return draft.partitions().stream()
        .filter(partition -> !partition.hasMoved() && partition.primary().isEligible())
        .flatMap(partition -> moves(partition, onlyHolders))
        .toList();
  }

  private Stream<Move> moves(PlacedPartition partition, boolean onlyHolders) {
    return eligible.stream()
        .filter(seat -> seat != partition.primary() && partition.isReliable(seat))
        .filter(seat -> !onlyHolders || partition.holders().contains(seat))
        .map(seat -> new Move(partition, partition.primary(), seat, partition.spreadWith(seat)));
  }

  private void make(Move move) {
    PlacedPartition partition = move.partition();
    if (!partition.holders().contains(move.to())) {
      agenda.recruit(partition, move.to());
      partition.hold(move.to());
    }
    agenda.handOver(partition, move.to());
    partition.lead(move.to());
  }
}
