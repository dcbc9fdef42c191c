package io.aitta.core.placement;

import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Where one partition's copies are and would be, in a draft. */
final class PlacedPartition {
  private final int number;
  private final Weight weight;
  private final Set<Seat> inSync;
  private final Set<Seat> underWay;
  private final Set<Seat> silent;
  private final Set<Seat> holders = new LinkedHashSet<>();
  private final Seat leader;
  private Seat primary;
  private boolean moved;

  /**
   * @param inSync who has a whole copy
   * @param underWay who is being given one
   * @param silent of those in sync whom the primary does not hear
   */
  PlacedPartition(
      int number,
      Weight weight,
      Seat primary,
      Collection<Seat> inSync,
      Collection<Seat> underWay,
      Set<Seat> silent) {
    this.number = number;
    this.weight = weight;
    this.leader = primary;
    this.primary = primary;
    this.inSync = new LinkedHashSet<>(inSync);
    this.underWay = new LinkedHashSet<>(underWay);
    this.silent = silent;
    primary.addLoad(weight.load());
    inSync.forEach(this::hold);
    underWay.forEach(this::hold);
  }

  int number() {
    return number;
  }

  Weight weight() {
    return weight;
  }

  /** Who leads now, and therefore takes the steps. */
  Seat leader() {
    return leader;
  }

  /** Who would lead. */
  Seat primary() {
    return primary;
  }

  /** Who would hold a copy. */
  Set<Seat> holders() {
    return holders;
  }

  /** Who would hold a copy besides the primary. */
  Stream<Seat> backups() {
    return holders.stream().filter(seat -> seat != primary);
  }

  boolean isInSync(Seat seat) {
    return inSync.contains(seat);
  }

  boolean isUnderWay(Seat seat) {
    return underWay.contains(seat);
  }

  boolean hasUnderWay() {
    return !underWay.isEmpty();
  }

  /** How many would hold a copy that need not be replaced: who leaves or is silent is to be. */
  long staying() {
    return holders.stream().filter(seat -> !seat.isLeaving() && !silent.contains(seat)).count();
  }

  /** Those who can be counted on now, and for a while. */
  long standing() {
    return inSync.stream().filter(this::isReliable).count();
  }

  /** Whether a member can be given something, and the primary hears it. */
  boolean isReliable(Seat seat) {
    return seat.isEligible() && !silent.contains(seat);
  }

  /** Whether it was given another primary already in this draft. */
  boolean hasMoved() {
    return moved;
  }

  void hold(Seat seat) {
    if (holders.add(seat)) {
      seat.addBytes(weight.bytes());
    }
  }

  void drop(Seat seat) {
    if (holders.remove(seat)) {
      seat.addBytes(-weight.bytes());
    }
  }

  void lead(Seat next) {
    primary.addLoad(-weight.load());
    next.addLoad(weight.load());
    primary = next;
    moved = true;
  }

  /** How the copies would be spread with that one too. */
  Spread spreadWith(Seat seat) {
    Set<Seat> changed = new LinkedHashSet<>(holders);
    changed.add(seat);
    return Spread.of(changed);
  }

  Spread spreadWithout(Seat seat) {
    Set<Seat> changed = new LinkedHashSet<>(holders);
    changed.remove(seat);
    return Spread.of(changed);
  }

  /** How the copies would be spread with one in another's place. */
  Spread spreadWith(Seat seat, Seat instead) {
    Set<Seat> changed = new LinkedHashSet<>(holders);
    changed.remove(instead);
    changed.add(seat);
    return Spread.of(changed);
  }

  /** The best member for another copy: well spread, little to carry, preferred by hash. */
  Optional<Seat> bestNewHolder(List<Seat> eligible) {
    return eligible.stream()
        .filter(seat -> !holders.contains(seat))
        .min(
            Comparator.comparing((Seat seat) -> spreadWith(seat))
                .thenComparingLong(Seat::bytes)
                .thenComparing(Rendezvous.preference(number)));
  }
}
