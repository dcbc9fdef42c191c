package io.aitta.register;

import static org.assertj.core.api.Assertions.assertThat;

import io.aitta.core.register.model.VoterId;
import io.aitta.core.register.model.VoterProcess;
import io.aitta.core.replication.configuration.MemberId;
import io.aitta.protocol.VoterNotice;
import io.aitta.register.Roster.Seat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class DeathsTest {
  private static final UUID STORAGE = new UUID(0, 9);
  private static final VoterId VOTER = new VoterId("b", STORAGE);
  private static final MemberId SELF = new MemberId("a", new UUID(0, 1));
  private static final MemberId FIRST = new MemberId("b", new UUID(0, 2));
  private static final MemberId SECOND = new MemberId("b", new UUID(0, 3));

  private final Deaths deaths = new Deaths();

  @Test
  void endedProcess_itsVoterIsGone() {
    deaths.look(roster(seat(FIRST, false)));
    assertThat(deaths.isGone(VOTER)).isFalse();
    assertThat(deaths.add(FIRST)).isTrue();
    assertThat(deaths.add(FIRST)).isFalse();

    assertThat(deaths.look(roster())).isTrue();
    assertThat(deaths.look(roster())).isFalse();
    assertThat(deaths.over()).containsExactly(process(FIRST));
    assertThat(deaths.isGone(VOTER)).isTrue();
  }

  @Test
  void endedProcess_whoseVoterHasAnother_isOverAndItsVoterIsNotGone() {
    deaths.look(roster(seat(FIRST, false)));
    deaths.add(FIRST);
    deaths.look(roster());

    assertThat(deaths.look(roster(seat(SECOND, false)))).isTrue();
    assertThat(deaths.over()).containsExactly(process(FIRST));
    assertThat(deaths.isGone(VOTER)).isFalse();
  }

  @Test
  void processThatSteppedBack_isOverForGoodAndNotDead() {
    assertThat(deaths.look(roster(seat(FIRST, true)))).isTrue();
    deaths.look(roster());

    assertThat(deaths.over()).containsExactly(process(FIRST));
    assertThat(deaths.isGone(VOTER)).isTrue();
    assertThat(deaths.members()).isEmpty();
  }

  @Test
  void endedProcess_thatNeverSpokeOfAVoter_saysNothingOfOne() {
    deaths.add(FIRST);

    assertThat(deaths.look(roster())).isFalse();
    assertThat(deaths.members()).containsExactly(FIRST);
    assertThat(deaths.over()).isEmpty();
  }

  private static Roster roster(Seat... seats) {
    return new Roster(SELF, List.of(seats));
  }

  private static Seat seat(MemberId member, boolean steppedBack) {
    VoterNotice notice = new VoterNotice(STORAGE, steppedBack, List.of());
    return new Seat(Optional.of(member), true, false, true, Optional.empty(), Optional.of(notice));
  }

  private static VoterProcess process(MemberId member) {
    return new VoterProcess(VOTER, member.incarnation());
  }
}
