package io.aitta.register;

import static org.assertj.core.api.Assertions.assertThat;

import io.aitta.core.register.model.Generation;
import io.aitta.core.register.model.VoterId;
import io.aitta.core.replication.configuration.MemberId;
import io.aitta.protocol.VoterNotice;
import io.aitta.register.Roster.Seat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RosterTest {
  private static final MemberId A = new MemberId("a", new UUID(1, 1));
  private static final MemberId B = new MemberId("b", new UUID(1, 2));
  private static final Seat UNHEARD =
      new Seat(Optional.empty(), true, false, true, Optional.empty(), Optional.empty());

  @Test
  void mayFound_onlyTheOldest() {
    assertThat(of(A, there(A), there(B)).mayFound()).isTrue();
    assertThat(of(B, there(A), there(B)).mayFound()).isFalse();
    assertThat(of(B, there(B)).mayFound()).isTrue();
    assertThat(Roster.nobody(A).mayFound()).isFalse();
  }

  @Test
  void mayFound_olderOneLeavesOrIsGivenUp_notYet() {
    Seat down = seat(A, false, false, false);

    assertThat(of(B, down, there(B)).mayFound()).isFalse();
  }

  @Test
  void mayFound_somebodyUnheard_notYet() {
    assertThat(of(A, there(A), UNHEARD).mayFound()).isFalse();
  }

  @Test
  void mayFound_somebodyKnowsOfAGeneration_never() {
    assertThat(of(A, there(A), knowing(B, generation(1, B))).mayFound()).isFalse();
  }

  @Test
  void mayFound_itselfAboutToLeave_not() {
    Seat leaving = seat(A, true, true, true);

    assertThat(of(A, leaving, there(B)).mayFound()).isFalse();
  }

  @Test
  void latest_severalKnown_isTheOneWithTheGreatestNumberOfTheOldest() {
    Roster roster =
        of(
            A,
            knowing(A, generation(1, A)),
            knowing(B, generation(2, A)),
            knowing(B, generation(2, B)));

    assertThat(roster.latest()).contains(generation(2, A));
    Generation later = Generation.first(1, new VoterId("b", B.incarnation()));
    assertThat(of(A, knowing(A, generation(1, A)), knowing(B, later)).latest())
        .contains(generation(1, A));
    assertThat(of(A, knowing(A, later), knowing(B, generation(1, A))).latest()).contains(later);
    assertThat(of(A, there(A)).latest()).isEmpty();
  }

  @Test
  void isChair_oldestDeadLeavingOrOutOfReach_isTheNext() {
    Seat leaving = seat(A, true, true, true);
    Seat away = seat(A, true, false, false);
    Seat down = seat(A, false, false, true);

    assertThat(of(B, there(A), there(B)).isChair(Set.of())).isFalse();
    assertThat(of(B, there(A), there(B)).isChair(Set.of(A))).isTrue();
    assertThat(of(B, leaving, there(B)).isChair(Set.of())).isTrue();
    assertThat(of(B, away, there(B)).isChair(Set.of())).isTrue();
    assertThat(of(B, down, there(B)).isChair(Set.of())).isTrue();
    assertThat(of(B, UNHEARD, there(B)).isChair(Set.of())).isTrue();
    assertThat(of(A, leaving, there(B)).isChair(Set.of())).isFalse();
  }

  @Test
  void ended_laterProcessesOfTheirNodesAreMembers_areThoseWhoseStorageTheyHave() {
    MemberId again = new MemberId("a", new UUID(1, 3));
    MemberId elsewhere = new MemberId("b", new UUID(1, 9));

    assertThat(of(B, there(A), there(B), after(again, A)).ended()).containsExactly(A);
    assertThat(of(B, there(A), after(elsewhere, A)).ended()).isEmpty();
    assertThat(of(B, there(B), after(again, A)).ended()).isEmpty();
  }

  @Test
  void with_ownVoter_isKnownAtOnce() {
    VoterNotice notice = new VoterNotice(new UUID(0, 7), true, List.of());
    Roster roster = of(A, there(A), there(B)).with(notice);

    assertThat(roster.seats().get(0).voterId()).contains(new VoterId("a", new UUID(0, 7)));
    assertThat(roster.seats().get(0).isMute()).isTrue();
    assertThat(roster.seats().get(1).voterId()).isEmpty();
  }

  private static Roster of(MemberId self, Seat... seats) {
    return new Roster(self, List.of(seats));
  }

  private static Seat there(MemberId member) {
    return seat(member, true, false, true);
  }

  private static Seat seat(MemberId member, boolean up, boolean leaving, boolean reachable) {
    return new Seat(
        Optional.of(member), up, leaving, reachable, Optional.empty(), Optional.empty());
  }

  /** Of a member whose node had those processes before. */
  private static Seat after(MemberId member, MemberId... former) {
    VoterNotice notice =
        new VoterNotice(
            new UUID(0, 7), false, Stream.of(former).map(MemberId::incarnation).toList());
    return there(member).with(notice);
  }

  private static Seat knowing(MemberId member, Generation generation) {
    return new Seat(
        Optional.of(member), true, false, true, Optional.of(generation), Optional.empty());
  }

  private static Generation generation(long number, MemberId voter) {
    return new Generation(
        number, new TreeSet<>(Set.of(new VoterId(voter.node(), voter.incarnation()))));
  }
}
