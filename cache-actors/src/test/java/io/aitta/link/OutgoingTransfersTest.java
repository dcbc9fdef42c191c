package io.aitta.link;

import static org.assertj.core.api.Assertions.assertThat;

import io.aitta.protocol.CatalogAck;
import io.aitta.wire.Chunk;
import io.aitta.wire.TransferId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OutgoingTransfersTest {
  private static final int CHUNK = 10;
  private static final int TIMEOUT = 100;

  private final List<Chunk> sent = new ArrayList<>();
  private final List<String> ended = new ArrayList<>();
  private final ByteBudget owed = new ByteBudget(1 << 20);
  private final OutgoingTransfers outgoing =
      new OutgoingTransfers(
          2,
          TIMEOUT,
          sent::add,
          (transfer, ending) -> {
            transfer.release();
            ended.add(transfer.id().number() + " " + nameOf(ending));
          });

  @Test
  void noMoreThanAWindow_isSentAheadOfGrants() {
    add(1, 65, 0);
    assertThat(offsets()).containsExactly(0, 10, 20);

    outgoing.onReceived(id(1), 10, 1);
    assertThat(offsets()).containsExactly(0, 10, 20, 30);

    outgoing.onReceived(id(1), 40, 1);
    assertThat(offsets()).containsExactly(0, 10, 20, 30, 40, 50, 60);
    assertThat(sent.get(6).length()).isEqualTo(5);

    outgoing.onReceived(id(1), 65, 1);
    assertThat(ended).containsExactly("1 ARRIVED");
    assertThat(owed.held()).isZero();
    assertThat(outgoing.isEmpty()).isTrue();
  }

  @Test
  void grantsOfTooLittleOrTooMuchOrOfOthers_changeNothing() {
    add(1, 65, 0);
    for (int received : new int[] {-1, 0, 31, 65, Integer.MAX_VALUE, Integer.MIN_VALUE}) {
      outgoing.onReceived(id(1), received, 1);
    }
    outgoing.onReceived(id(2), 10, 1);
    outgoing.onReceived(new TransferId(8, 1), 10, 1);
    assertThat(offsets()).containsExactly(0, 10, 20);
    assertThat(ended).isEmpty();
  }

  @Test
  void grantsOutOfOrder_countOnce() {
    add(1, 65, 0);
    outgoing.onReceived(id(1), 20, 1);
    outgoing.onReceived(id(1), 10, 1);
    outgoing.onReceived(id(1), 20, 1);
    assertThat(offsets()).containsExactly(0, 10, 20, 30, 40);
  }

  @Test
  void transfersBeyondTheMost_waitForTheirTurn() {
    add(1, 10, 0);
    add(2, 10, 0);
    add(3, 10, 0);
    assertThat(sent).hasSize(2);
    outgoing.onReceived(id(2), 10, 1);
    assertThat(sent).hasSize(3);
    assertThat(sent.get(2).transfer()).isEqualTo(id(3));
  }

  @Test
  void refused_isUndelivered_once() {
    add(1, 65, 0);
    outgoing.onRefused(id(1), Undelivered.TOO_LARGE, 1);
    outgoing.onRefused(id(1), Undelivered.TOO_LARGE, 1);
    outgoing.onReceived(id(1), 10, 1);
    assertThat(ended).containsExactly("1 TOO_LARGE");
    assertThat(owed.held()).isZero();
  }

  @Test
  void silence_leavesWhatWasBegunUnknown_andWhatWaitedUndelivered() {
    add(1, 65, 0);
    add(2, 65, 0);
    add(3, 65, 0);
    outgoing.expire(TIMEOUT - 1);
    assertThat(ended).isEmpty();

    outgoing.expire(TIMEOUT);

    assertThat(ended).containsExactlyInAnyOrder("1 UNKNOWN", "2 UNKNOWN", "3 INCOMPLETE");
    assertThat(owed.held()).isZero();
  }

  @Test
  void oneStalledTransfer_makesRoomForTheNext_whileOthersProceed() {
    add(1, 65, 0);
    add(2, 65, 0);
    add(3, 65, 0);
    outgoing.onReceived(id(2), 10, TIMEOUT - 1);
    outgoing.expire(TIMEOUT);
    assertThat(ended).containsExactly("1 UNKNOWN");
    assertThat(sent.get(sent.size() - 1).transfer()).isEqualTo(id(3));
  }

  @Test
  void nodeThatIsGone_endsAll() {
    add(1, 65, 0);
    add(2, 65, 0);
    add(3, 65, 0);
    outgoing.endAll();
    assertThat(ended).containsExactlyInAnyOrder("1 UNKNOWN", "2 UNKNOWN", "3 INCOMPLETE");
    assertThat(outgoing.isEmpty()).isTrue();
    assertThat(owed.held()).isZero();
  }

  private void add(long number, int length, long now) {
    assertThat(owed.reserve(length)).isTrue();
    outgoing.add(
        new OutgoingTransfer(id(number), new CatalogAck(number), new byte[length], owed, CHUNK, 3),
        now);
  }

  private List<Integer> offsets() {
    return sent.stream().map(Chunk::offset).toList();
  }

  private static String nameOf(Ending ending) {
    if (ending instanceof Ending.NotDelivered lost) {
      return lost.why().name();
    }
    return ending instanceof Ending.Arrived ? "ARRIVED" : "UNKNOWN";
  }

  private static TransferId id(long number) {
    return new TransferId(7, number);
  }
}
