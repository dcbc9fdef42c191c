package io.aitta.core.replication.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.aitta.core.model.Version;
import io.aitta.core.reply.RemoveReply;
import org.junit.jupiter.api.Test;

class RequestTableTest {
  private final RequestTable table = new RequestTable(new RequestLimits(3, 10_000, 1_000, 2));
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
    RequestTable copy = new RequestTable(new RequestLimits(3, 10_000, 1_000, 2));
    copy.restore(table.snapshot());
    for (int number = 8; number < 12; number++) {
      RequestRecord record = record(2, number, 0);
      table.add(record, new Version(1, number), 0);
      copy.add(record, new Version(1, number), 0);
    }
    assertThat(copy.snapshot()).isEqualTo(table.snapshot());
  }

  @Test
  void askers_beyondTheLimit_areForgotten() {
    add(1, 1, 0, 0);
    add(2, 1, 0, 0);
    add(3, 1, 0, 0);
    assertThat(table.find(new RequestId(1, 1))).isEmpty();
    assertThat(table.find(new RequestId(3, 1))).isPresent();
  }

  @Test
  void namedRequest_isFoundUntilTooManyOthersAreKnown() {
    RequestId first = RequestId.named(1, 77);
    addNamed(first);
    assertThat(table.find(first)).isPresent();
    addNamed(RequestId.named(2, 77));
    addNamed(RequestId.named(3, 77));
    assertThat(table.find(first)).isEmpty();
    assertThat(table.find(RequestId.named(2, 77))).isPresent();
  }

  @Test
  void namedRequest_displacedByNumber_isSaidToBeForgotten() {
    RequestId named = RequestId.named(1, 77);
    addNamed(named);
    for (int number = 1; number <= 3; number++) {
      add(1, number, 0, 0);
    }
    assertThat(table.find(named)).isEmpty();
    assertThat(table.mayHaveForgotten(named)).isTrue();
    assertThat(table.isTaken(named)).isFalse();
  }

  @Test
  void name_ofAnotherRequest_isTakenAsLongAsItIsKnown() {
    addNamed(RequestId.named(1, 77));
    RequestId other = RequestId.named(1, 76);
    assertThat(table.isTaken(other)).isTrue();
    assertThat(table.mayHaveForgotten(other)).isFalse();
    assertThat(table.isTaken(RequestId.named(1, 77))).isFalse();
    assertThat(table.isTaken(RequestId.named(2, 76))).isFalse();
    for (int number = 1; number <= 3; number++) {
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
    for (int number = 1; number <= 4; number++) {
      add(1, number, 0, 0);
    }
    for (int name = 0; name < 100; name++) {
      addNamed(RequestId.named(name, 77));
    }
    assertThat(table.mayHaveForgotten(new RequestId(1, 4))).isTrue();
    assertThat(table.snapshot().forgotten()).hasSize(3);
  }

  @Test
  void snapshot_withNames_restoredElsewhere_knowsThem() {
    addNamed(RequestId.named(1, 77));
    addNamed(RequestId.named(2, 78));
    for (int number = 1; number <= 2; number++) {
      add(1, number, 0, 0);
    }
    RequestTable copy = new RequestTable(new RequestLimits(3, 10_000, 1_000, 2));
    copy.restore(table.snapshot());
    assertThat(copy.mayHaveForgotten(RequestId.named(1, 77))).isTrue();
    assertThat(copy.find(RequestId.named(2, 78))).isPresent();
    assertThat(copy.isTaken(RequestId.named(2, 79))).isTrue();
    assertThat(copy.snapshot()).isEqualTo(table.snapshot());
  }

  private void addNamed(RequestId id) {
    sequence++;
    table.add(
        new RequestRecord(id, Long.MIN_VALUE, new RemoveReply.Removed()),
        new Version(1, sequence),
        0);
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
