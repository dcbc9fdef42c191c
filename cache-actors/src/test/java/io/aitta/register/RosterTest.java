package io.aitta.register;

import static org.assertj.core.api.Assertions.assertThat;

import io.aitta.core.register.model.Generation;
import io.aitta.core.replication.configuration.MemberId;
import io.aitta.protocol.Voters;
import io.aitta.register.Roster.Seat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RosterTest {
  private static final MemberId A = new MemberId("a", new UUID(1, 1));
  private static final MemberId B = new MemberId("b", new UUID(1, 2));
  private static final Seat UNHEARD =
      new Seat(Optional.empty(), true, false, true, Optional.empty());

  @Test
  void mayFound_onlyTheOldest() {
    assertThat(of(A, there(A), there(B)).mayFound()).isTrue();
    assertThat(of(B, there(A), there(B)).mayFound()).isFalse();
    assertThat(of(B, there(B)).mayFound()).isTrue();
    assertThat(Roster.nobody(A).mayFound()).isFalse();
  }

  @Test
  void mayFound_olderOneLeavesOrIsGivenUp_notYet() {
    Seat down = new Seat(Optional.of(A), false, false, false, Optional.empty());

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
    Seat leaving = new Seat(Optional.of(A), true, true, true, Optional.empty());

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
    assertThat(of(A, there(A)).latest()).isEmpty();
  }

  @Test
  void isChair_oldestDeadLeavingOrOutOfReach_isTheNext() {
    Seat leaving = new Seat(Optional.of(A), true, true, true, Optional.empty());
    Seat away = new Seat(Optional.of(A), true, false, false, Optional.empty());
    Seat down = new Seat(Optional.of(A), false, false, true, Optional.empty());

    assertThat(of(B, there(A), there(B)).isChair(Set.of())).isFalse();
    assertThat(of(B, there(A), there(B)).isChair(Set.of(A))).isTrue();
    assertThat(of(B, leaving, there(B)).isChair(Set.of())).isTrue();
    assertThat(of(B, away, there(B)).isChair(Set.of())).isTrue();
    assertThat(of(B, down, there(B)).isChair(Set.of())).isTrue();
    assertThat(of(B, UNHEARD, there(B)).isChair(Set.of())).isTrue();
    assertThat(of(A, leaving, there(B)).isChair(Set.of())).isFalse();
  }

  private static Roster of(MemberId self, Seat... seats) {
    return new Roster(self, List.of(seats));
  }

  private static Seat there(MemberId member) {
    return new Seat(Optional.of(member), true, false, true, Optional.empty());
  }

  private static Seat knowing(MemberId member, Generation generation) {
    return new Seat(Optional.of(member), true, false, true, Optional.of(generation));
  }

  private static Generation generation(long number, MemberId voter) {
    return new Generation(number, new TreeSet<>(Set.of(Voters.of(voter))));
  }
}
