package io.aitta.register;

import static java.util.Objects.requireNonNull;

import io.aitta.core.register.model.Generation;
import io.aitta.core.replication.configuration.MemberId;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The members of the cluster at one moment, as one of them sees it. Those that are still on their
 * way in are left out.
 *
 * @param self who looks
 * @param seats from the oldest to the youngest
 */
record Roster(MemberId self, List<Seat> seats) {
  private static final Comparator<Generation> NUMBER = Comparator.comparingLong(Generation::number);

  Roster {
    requireNonNull(self, "self is null");
    seats = List.copyOf(seats);
  }

  /**
   * A member.
   *
   * @param member which process it is; empty until it has said so
   * @param up whether it is a full member, neither leaving nor given up
   * @param leaving whether it said that it is about to leave
   * @param reachable whether it answers heartbeats
   * @param knows the generation of voters that it spoke of last
   */
  record Seat(
      Optional<MemberId> member,
      boolean up,
      boolean leaving,
      boolean reachable,
      Optional<Generation> knows) {
    Seat {
      requireNonNull(member, "member is null");
      requireNonNull(knows, "knows is null");
    }

    private boolean is(MemberId who) {
      return member.equals(Optional.of(who));
    }

    private boolean stays(Set<MemberId> dead) {
      return up && !leaving && member.filter(who -> !dead.contains(who)).isPresent();
    }
  }

  /** Before anything was seen. */
  static Roster nobody(MemberId self) {
    return new Roster(self, List.of());
  }

  /**
   * Whether this node may make the first generation: it is the oldest of all, those that leave or
   * were given up included, has heard from each, and nobody knows of a generation.
   */
  boolean mayFound() {
    return !seats.isEmpty()
        && seats.get(0).is(self)
        && seats.get(0).stays(Set.of())
        && seats.stream().allMatch(seat -> seat.member().isPresent() && seat.knows().isEmpty());
  }

  /** Whether somebody is older than this node. */
  boolean hasOlder() {
    return !seats.isEmpty() && !seats.get(0).is(self);
  }

  /** The generations that members speak of, those of the oldest first. */
  Stream<Generation> generations() {
    return seats.stream().flatMap(seat -> seat.knows().stream());
  }

  /** The latest generation that a member speaks of; where two claim one number, the oldest's. */
  Optional<Generation> latest() {
    return generations().reduce((one, other) -> NUMBER.compare(one, other) >= 0 ? one : other);
  }

  /** Whether it is this node's turn to see to the voters: it is the oldest that can. */
  boolean isChair(Set<MemberId> dead) {
    return staying(dead)
        .filter(Seat::reachable)
        .findFirst()
        .filter(oldest -> oldest.is(self))
        .isPresent();
  }

  /** The members that are there to stay, the oldest first. */
  Stream<Seat> staying(Set<MemberId> dead) {
    return seats.stream().filter(seat -> seat.stays(dead));
  }
}
