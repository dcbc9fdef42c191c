package io.aitta.core.replication.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.aitta.core.model.CacheKey;
import io.aitta.core.model.CacheValue;
import io.aitta.core.model.Entry;
import io.aitta.core.model.Lifespan;
import io.aitta.core.model.Tags;
import io.aitta.core.model.Version;
import io.aitta.core.reply.RemoveReply;
import io.aitta.core.reply.SwapReply;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RequestTableTest {
  private static final RequestLimits LIMITS = new RequestLimits(3, 10_000, 1_000, 2, 5, 2_000);

  private final RequestTable table = new RequestTable(LIMITS);
  private long sequence;

  @Test
  void request_thatWasDone_isFound() {
    add(1, 5, 0, 0);
    assertThat(table.find(new RequestId(1, 5))).isPresent();
    assertThat(table.find(new RequestId(2, 5))).isEmpty();
    assertThat(table.mayHaveForgotten(new RequestId(1, 4))).isFalse();
  }

  @Test
  void request_thatWasForgottenForOthers_isSaidToBe() {
    for (int number = 1; number <= 4; number++) {
      add(1, number, 0, 0);
    }
    assertThat(table.find(new RequestId(1, 1))).isEmpty();
    assertThat(table.mayHaveForgotten(new RequestId(1, 1))).isTrue();
    assertThat(table.mayHaveForgotten(new RequestId(1, 5))).isFalse();
  }

  @Test
  void request_ofLongAgo_isForgotten() {
    add(1, 1, 0, 0);
    add(1, 2, 0, 1_001);
    assertThat(table.mayHaveForgotten(new RequestId(1, 1))).isTrue();
    assertThat(table.find(new RequestId(1, 2))).isPresent();
  }

  @Test
  void requests_whoseAnswersArrived_areForgottenFirst() {
    add(1, 1, 0, 0);
    add(2, 1, 0, 0);
    add(1, 2, 2, 0);
    add(1, 3, 2, 0);
    assertThat(table.find(new RequestId(2, 1))).isPresent();
    assertThat(table.mayHaveForgotten(new RequestId(1, 1))).isTrue();
  }

  @Test
  void snapshot_restoredElsewhere_goesOnAlike() {
    add(1, 1, 0, 0);
    add(2, 7, 3, 0);
    RequestTable copy = new RequestTable(LIMITS);
    copy.restore(table.snapshot(), 0);
    for (int number = 8; number < 12; number++) {
      RequestRecord record = record(2, number, 0);
      table.add(record, new Version(1, number), 0);
      copy.add(record, new Version(1, number), 0);
    }
    assertThat(copy.snapshot()).isEqualTo(table.snapshot());
  }

  @Test
  void gateways_beyondTheLimit_displaceNoneThatMayAskAgain() {
    add(1, 1, 0, 0);
    add(2, 1, 0, 500);
    RequestId third = new RequestId(3, 1);
    assertThat(table.hasRoomFor(new RequestId(1, 2), 1_000)).isTrue();
    assertThat(table.hasRoomFor(third, 1_000)).isFalse();
    assertThat(table.hasRoomFor(third, 1_001)).isTrue();
    add(3, 1, 0, 1_001);
    assertThat(table.find(new RequestId(1, 1))).isEmpty();
    assertThat(table.find(new RequestId(2, 1))).isPresent();
    assertThat(table.find(third)).isPresent();
  }

  @Test
  void largeAnswers_displaceEachOtherOnly() {
    add(1, 1, 0, 0);
    addLarge(1, 2, 6_000);
    addLarge(1, 3, 6_000);
    assertThat(table.find(new RequestId(1, 1))).isPresent();
    assertThat(table.find(new RequestId(1, 2))).isEmpty();
    assertThat(table.mayHaveForgotten(new RequestId(1, 2))).isTrue();
    assertThat(table.find(new RequestId(1, 3))).isPresent();
  }

  @Test
  void answer_thatIsLargerThanAllMayBe_isForgottenAtOnce() {
    addLarge(1, 2, 60_000);
    assertThat(table.find(new RequestId(1, 2))).isEmpty();
    assertThat(table.mayHaveForgotten(new RequestId(1, 2))).isTrue();
  }

  @Test
  void largeAnswers_thatArrived_leaveRoomForOthers() {
    addLarge(1, 1, 6_000);
    addLarge(1, 2, 3_000);
    sequence++;
    table.add(record(1, 3, 2), new Version(1, sequence), 0);
    addLarge(1, 4, 6_000);
    assertThat(table.find(new RequestId(1, 2))).isPresent();
    assertThat(table.find(new RequestId(1, 4))).isPresent();
  }

  @Test
  void write_withoutAnAnswer_isForgottenAndNotNew() {
    RequestId faulty = new RequestId(1, 5);
    table.add(new RequestRecord(faulty, 0, Optional.empty()), new Version(1, 1), 0);
    assertThat(table.find(faulty)).isEmpty();
    assertThat(table.mayHaveForgotten(faulty)).isTrue();
    assertThat(table.mayHaveForgotten(new RequestId(1, 4))).isFalse();
  }

  @Test
  void name_whoseAnswerWasDisplaced_isSaidToBeForgottenAndNeverNew() {
    for (int name = 1; name <= 4; name++) {
      addNamed(RequestId.named(name, 77), 0);
    }
    assertThat(table.find(RequestId.named(1, 77))).isEmpty();
    assertThat(table.mayHaveForgotten(RequestId.named(1, 77))).isTrue();
    assertThat(table.isTaken(RequestId.named(1, 77))).isFalse();
    assertThat(table.isTaken(RequestId.named(1, 78))).isTrue();
    assertThat(table.find(RequestId.named(4, 77))).isPresent();
  }

  @Test
  void names_haveRoomAsLongAsNoneIsForgottenBeforeItsTime() {
    for (int name = 1; name <= 5; name++) {
      assertThat(table.hasRoomFor(RequestId.named(name, 77), name)).isTrue();
      addNamed(RequestId.named(name, 77), name);
    }
    RequestId sixth = RequestId.named(6, 77);
    assertThat(table.hasRoomFor(sixth, 2_001)).isFalse();
    assertThat(table.hasRoomFor(new RequestId(1, 1), 2_001)).isTrue();
    assertThat(table.hasRoomFor(sixth, 2_002)).isTrue();
    addNamed(sixth, 2_002);
    assertThat(table.mayHaveForgotten(RequestId.named(1, 77))).isFalse();
    assertThat(table.isTaken(RequestId.named(1, 78))).isFalse();
    assertThat(table.mayHaveForgotten(RequestId.named(2, 77))).isTrue();
  }

  @Test
  void name_ofAnotherRequest_isTakenAsLongAsItIsKnown() {
    addNamed(RequestId.named(1, 77), 0);
    RequestId other = RequestId.named(1, 76);
    assertThat(table.isTaken(other)).isTrue();
    assertThat(table.mayHaveForgotten(other)).isFalse();
    assertThat(table.isTaken(RequestId.named(1, 77))).isFalse();
    assertThat(table.isTaken(RequestId.named(2, 76))).isFalse();
    for (int number = 1; number <= 9; number++) {
      add(1, number, 0, 0);
    }
    assertThat(table.isTaken(other)).isTrue();
  }

  @Test
  void numberOfAGateway_isNeverTaken() {
    add(1, 5, 0, 0);
    assertThat(table.isTaken(new RequestId(1, 4))).isFalse();
  }

  @Test
  void names_howeverMany_displaceNoGateway() {
    for (int number = 1; number <= 3; number++) {
      add(1, number, 0, 0);
    }
    for (int name = 0; name < 5; name++) {
      addNamed(RequestId.named(name, 77), 0);
    }
    for (int number = 1; number <= 3; number++) {
      assertThat(table.find(new RequestId(1, number))).isPresent();
    }
  }

  @Test
  void snapshot_withNames_restoredElsewhere_goesOnAlike() {
    for (int name = 1; name <= 4; name++) {
      addNamed(RequestId.named(name, 77), name);
    }
    addLarge(1, 1, 6_000);
    addLarge(1, 2, 6_000);
    RequestTable copy = new RequestTable(LIMITS);
    copy.restore(table.snapshot(), 4);
    assertThat(copy.snapshot()).isEqualTo(table.snapshot());
    assertThat(copy.mayHaveForgotten(RequestId.named(1, 77))).isTrue();
    assertThat(copy.find(RequestId.named(2, 77))).isPresent();
    assertThat(copy.isTaken(RequestId.named(2, 79))).isTrue();
    for (RequestTable one : List.of(table, copy)) {
      one.add(named(RequestId.named(9, 77)), new Version(1, 99), 2_003);
      one.add(large(1, 3, 6_000), new Version(1, 100), 2_003);
    }
    assertThat(copy.snapshot()).isEqualTo(table.snapshot());
  }

  /** It can't tell who was heard of of late, so it displaces nobody before the time is over. */
  @Test
  void gateways_restoredElsewhere_areNotDisplacedBeforeTheyAreOld() {
    add(1, 1, 0, 0);
    add(2, 1, 0, 500);
    RequestTable copy = new RequestTable(LIMITS);
    copy.restore(table.snapshot(), 500);
    assertThat(copy.hasRoomFor(new RequestId(3, 1), 1_500)).isFalse();
    assertThat(copy.hasRoomFor(new RequestId(3, 1), 1_501)).isTrue();
  }

  private void addNamed(RequestId id, long at) {
    sequence++;
    table.add(named(id), new Version(1, sequence), at);
  }

  private void addLarge(long origin, long number, int bytes) {
    sequence++;
    table.add(large(origin, number, bytes), new Version(1, sequence), 0);
  }

  private static RequestRecord named(RequestId id) {
    return new RequestRecord(id, Long.MIN_VALUE, new RemoveReply.Removed());
  }

  private static RequestRecord large(long origin, long number, int bytes) {
    Version version = new Version(1, 1);
    CacheValue value = CacheValue.copyOf(new byte[bytes], "text/plain");
    Lifespan lifespan = new Lifespan(Lifespan.NEVER, 0);
    Entry previous = new Entry(CacheKey.of("k"), value, version, Tags.NONE, lifespan, 0, 0);
    return new RequestRecord(
        new RequestId(origin, number), 0, new SwapReply.Swapped(version, Optional.of(previous)));
  }

  private void add(long origin, long number, long answeredBelow, long at) {
    sequence++;
    table.add(record(origin, number, answeredBelow), new Version(1, sequence), at);
  }

  private static RequestRecord record(long origin, long number, long answeredBelow) {
    return new RequestRecord(
        new RequestId(origin, number), answeredBelow, new RemoveReply.Removed());
  }
}
