package io.aitta.register;

import static org.assertj.core.api.Assertions.assertThat;

import io.aitta.core.replication.configuration.MemberId;
import io.aitta.register.Roster.Seat;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class FoundingTest {
  private static final MemberId A = new MemberId("a", new UUID(1, 1));
  private static final MemberId B = new MemberId("b", new UUID(1, 2));
  private static final Roster OLDEST = new Roster(B, List.of(seat(Optional.of(B))));
  private static final Roster SECOND =
      new Roster(B, List.of(seat(Optional.of(A)), seat(Optional.of(B))));
  private static final Roster UNHEARD =
      new Roster(B, List.of(seat(Optional.of(B)), seat(Optional.empty())));

  private final Founding founding = new Founding(Duration.ofNanos(10));

  @Test
  void firstMember_isDueAtOnce() {
    assertThat(founding.isDue(100, Roster.nobody(B))).isFalse();
    assertThat(founding.isDue(101, OLDEST)).isTrue();
  }

  @Test
  void memberThatBecameTheOldest_listensForAWhile() {
    assertThat(founding.isDue(100, SECOND)).isFalse();
    assertThat(founding.isDue(150, OLDEST)).isFalse();
    assertThat(founding.isDue(159, OLDEST)).isFalse();
    assertThat(founding.isDue(160, OLDEST)).isTrue();
  }

  @Test
  void memberThatHasNotHeardSomebody_listensAnew() {
    founding.isDue(100, SECOND);
    founding.isDue(150, OLDEST);
    assertThat(founding.isDue(159, UNHEARD)).isFalse();
    assertThat(founding.isDue(161, OLDEST)).isFalse();
    assertThat(founding.isDue(171, OLDEST)).isTrue();
  }

  private static Seat seat(Optional<MemberId> member) {
    return new Seat(member, true, false, true, Optional.empty(), Optional.empty());
  }
}
