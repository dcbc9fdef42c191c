package io.aitta.register;

import static java.util.Objects.requireNonNull;

import io.aitta.core.register.model.Generation;
import io.aitta.core.register.model.VoterId;
import io.aitta.core.replication.configuration.MemberId;
import io.aitta.protocol.VoterNotice;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
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
   * @param voter its own voter; empty until it has said so
   */
  record Seat(
      Optional<MemberId> member,
      boolean up,
      boolean leaving,
      boolean reachable,
      Optional<Generation> knows,
      Optional<VoterNotice> voter) {
    Seat {
      requireNonNull(member, "member is null");
      requireNonNull(knows, "knows is null");
      requireNonNull(voter, "voter is null");
    }

    /** Which voter lives there. */
    Optional<VoterId> voterId() {
      return member.flatMap(who -> voter.map(notice -> new VoterId(who.node(), notice.storage())));
    }

    /** Whether its voter has stepped back. */
    boolean isMute() {
      return voter.filter(VoterNotice::steppedBack).isPresent();
    }

    private Stream<MemberId> former() {
      return member.stream()
          .flatMap(
              who ->
                  voter.map(VoterNotice::former).orElse(List.of()).stream()
                      .map(process -> new MemberId(who.node(), process)));
    }

    Seat with(VoterNotice notice) {
      return new Seat(member, up, leaving, reachable, knows, Optional.of(notice));
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

  /** The same, with what this node knows of its own voter, which others may yet have to hear. */
  Roster with(VoterNotice own) {
    return new Roster(
        self, seats.stream().map(seat -> seat.is(self) ? seat.with(own) : seat).toList());
  }

  /**
   * The voters that can't decide now: no member speaks for them, or it is out of reach or dead, or
   * they have stepped back.
   */
  Set<VoterId> missing(Generation present, Set<MemberId> dead) {
    Set<VoterId> missing = new TreeSet<>(present.voters());
    seats.stream()
        .filter(seat -> seat.reachable() && !seat.isMute())
        .filter(seat -> seat.member().filter(who -> !dead.contains(who)).isPresent())
        .forEach(seat -> seat.voterId().ifPresent(missing::remove));
    return missing;
  }

  /** The members that have ended, since a later process of theirs has become a member. */
  List<MemberId> ended() {
    Set<MemberId> former = seats.stream().flatMap(Seat::former).collect(Collectors.toSet());
    return seats.stream().flatMap(seat -> seat.member().stream()).filter(former::contains).toList();
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

  /** Whether this node is a member. */
  boolean hasSelf() {
    return seats.stream().anyMatch(seat -> seat.is(self));
  }

  /** Whether somebody is older than this node. */
  boolean hasOlder() {
    return !seats.isEmpty() && !seats.get(0).is(self);
  }

  /** The generations that members speak of, those of the oldest first. */
  Stream<Generation> generations() {
    return seats.stream().flatMap(seat -> seat.knows().stream());
  }

  /**
   * The latest generation of the register that the oldest member speaks of, of those who do: who
   * comes later may remember another one. Where two claim one number, the oldest's.
   */
  Optional<Generation> latest() {
    return generations()
        .reduce(
            (one, other) ->
                one.isOfRegisterOf(other) && NUMBER.compare(one, other) < 0 ? other : one);
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
