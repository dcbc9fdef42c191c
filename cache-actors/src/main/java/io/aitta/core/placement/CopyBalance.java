package io.aitta.core.placement;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Copies: no more than are wanted, on different zones and hosts, evenly on all members. A copy
 * moves by giving another member one, and doing without the first when there are more than wanted.
 */
final class CopyBalance {
  private static final int MAX_CHAINS = 64;

  private final Draft draft;
  private final Agenda agenda;
  private final List<Seat> eligible;

  CopyBalance(Draft draft, Agenda agenda) {
    this.draft = draft;
    this.agenda = agenda;
    this.eligible = draft.eligible();
  }

  void plan() {
    draft.partitions().forEach(this::dismissSurplus);
    draft.partitions().forEach(this::spread);
    even();
  }

  private void dismissSurplus(PlacedPartition partition) {
    while (partition.holders().size() > draft.wantedCopies()) {
      Optional<Seat> surplus = leastUseful(partition);
      if (surplus.isEmpty()) {
        return;
      }
      if (canSpare(partition, surplus.get())) {
        agenda.dismiss(partition, surplus.get());
      }
      partition.drop(surplus.get());
    }
  }

  /** What is on its way is wanted for something; it can be dismissed when it is there. */
  private static Optional<Seat> leastUseful(PlacedPartition partition) {
    return partition
        .backups()
        .filter(seat -> !partition.isUnderWay(seat))
        .min(
            Comparator.comparing(partition::isReliable)
                .thenComparing(partition::spreadWithout)
                .thenComparing(Comparator.comparingLong(Seat::bytes).reversed())
                .thenComparing(Rendezvous.preference(partition.number()).reversed()));
  }

  /** Never are fewer left than wanted, counting only those who can be counted on. */
  private boolean canSpare(PlacedPartition partition, Seat seat) {
    long left = partition.standing() - (partition.isReliable(seat) ? 1 : 0);
    return left >= draft.wantedCopies();
  }

  /** Has a copy move where that spreads them better. */
  private void spread(PlacedPartition partition) {
    List<Seat> backups = partition.backups().filter(seat -> !partition.isUnderWay(seat)).toList();
    Spread now = Spread.of(partition.holders());
    backups.stream()
        .flatMap(from -> moves(partition, from))
        .filter(move -> move.spread().compareTo(now) < 0)
        .min(
            Comparator.comparing(Move::spread)
                .thenComparingLong(move -> move.to().bytes())
                .thenComparing(Move::to, Rendezvous.preference(partition.number()))
                .thenComparing(Move::from, Rendezvous.preference(partition.number())))
        .ifPresent(this::make);
  }

  private void even() {
    double mean = draft.mean(partition -> partition.weight().bytes());
    Evening evening =
        new Evening(eligible, Seat::bytes, partition -> partition.weight().bytes(), mean);
    for (int i = 0; i < MAX_CHAINS && evening.isCalledFor(mean); i++) {
      List<Move> chain = evening.chain(moves());
      if (chain.isEmpty()) {
        return;
      }
      chain.forEach(this::make);
    }
  }

  private List<Move> moves() {
    return draft.partitions().stream().flatMap(this::moves).toList();
  }

  private Stream<Move> moves(PlacedPartition partition) {
    Spread now = Spread.of(partition.holders());
    return partition
        .backups()
        .filter(from -> partition.isReliable(from) && partition.isInSync(from))
        .flatMap(from -> moves(partition, from))
        .filter(move -> move.spread().compareTo(now) <= 0);
  }

  private Stream<Move> moves(PlacedPartition partition, Seat from) {
    return eligible.stream()
        .filter(to -> !partition.holders().contains(to))
        .map(to -> new Move(partition, from, to, partition.spreadWith(to, from)));
  }

  private void make(Move move) {
    agenda.recruit(move.partition(), move.to());
    move.partition().drop(move.from());
    move.partition().hold(move.to());
  }
}
