package io.aitta.link;

import static org.assertj.core.api.Assertions.assertThat;

import io.aitta.wire.Chunk;
import io.aitta.wire.Grant;
import io.aitta.wire.TransferId;
import io.aitta.wire.TransferRefused;
import io.aitta.wire.TransferRefused.Reason;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;
import org.apache.pekko.actor.Address;
import org.junit.jupiter.api.Test;

class IncomingTransfersTest {
  private static final Address NODE = new Address("pekko", "test", "127.0.0.1", 1);
  private static final Address OTHER = new Address("pekko", "test", "127.0.0.1", 2);
  private static final TransferId ID = new TransferId(1, 1);
  private static final byte[] MESSAGE = {1, 2, 3, 4, 5, 6, 7, 8, 9};
  private static final int TIMEOUT = 10;

  private final IncomingTransfers incoming = new IncomingTransfers(100, 4_000, TIMEOUT);

  @Test
  void chunksInOrder_makeTheMessageWhole_andGiveTheRoomBack() {
    assertThat(receive(0, 4)).isEqualTo(granted(4));
    assertThat(receive(4, 4)).isEqualTo(granted(8));
    assertThat(incoming.heldBytes()).isPositive();

    Receipt last = receive(8, 1);

    assertThat(last).isInstanceOf(Receipt.Whole.class);
    assertThat(((Receipt.Whole) last).bytes()).isEqualTo(MESSAGE);
    assertThat(last.answer()).isEqualTo(new Grant(ID, 9));
    assertThat(incoming.heldBytes()).isZero();
  }

  @Test
  void chunkThatComesTwice_isTakenOnce() {
    receive(0, 4);
    assertThat(receive(0, 4)).isEqualTo(granted(4));
    receive(4, 4);
    assertThat(receive(0, 4)).isEqualTo(granted(8));
    assertThat(((Receipt.Whole) receive(8, 1)).bytes()).isEqualTo(MESSAGE);
  }

  @Test
  void lateChunkOfAMessageThatArrived_isNeverRefused_norMakesItArriveAgain() {
    receive(0, 9);
    assertThat(receive(0, 9)).isEqualTo(granted(9));
    assertThat(receive(4, 4)).isEqualTo(granted(9));
    assertThat(incoming.expire(TIMEOUT * 2)).isZero();
    assertThat(receive(8, 1)).isEqualTo(granted(9));
  }

  @Test
  void missingChunk_endsTheTransfer_forGood() {
    receive(0, 4);
    assertThat(receive(8, 1)).isEqualTo(refused(Reason.INCOMPLETE));
    assertThat(incoming.heldBytes()).isZero();
    assertThat(receive(0, 4)).isEqualTo(refused(Reason.INCOMPLETE));
    assertThat(receive(4, 4)).isEqualTo(refused(Reason.INCOMPLETE));
  }

  @Test
  void missingFirstChunk_isRefused() {
    assertThat(receive(4, 4)).isEqualTo(refused(Reason.INCOMPLETE));
  }

  @Test
  void wrongBytes_areCorrupt() {
    receive(0, 4);
    byte[] wrong = MESSAGE.clone();
    wrong[5]++;
    Chunk forged = new Chunk(ID, 9, crc(MESSAGE), 4, ByteBuffer.wrap(wrong, 4, 5));
    assertThat(incoming.onChunk(NODE, forged, 0)).isEqualTo(refused(Reason.CORRUPT));
    assertThat(incoming.heldBytes()).isZero();
  }

  @Test
  void chunkOfAnotherLengthOrChecksum_isCorrupt() {
    receive(0, 4);
    Chunk other = new Chunk(ID, 10, crc(MESSAGE), 4, ByteBuffer.wrap(MESSAGE, 4, 4));
    assertThat(incoming.onChunk(NODE, other, 0)).isEqualTo(refused(Reason.CORRUPT));
  }

  @Test
  void impossibleChunks_areCorrupt_andTakeNoRoom() {
    int[][] impossible = {{9, -1, 4}, {9, 8, 4}, {9, 0, 0}, {-1, 0, 4}, {0, 0, 4}, {9, 1 << 30, 4}};
    for (int i = 0; i < impossible.length; i++) {
      TransferId id = new TransferId(2, i);
      int[] shape = impossible[i];
      Chunk chunk = new Chunk(id, shape[0], 0, shape[1], ByteBuffer.allocate(shape[2]));
      assertThat(incoming.onChunk(NODE, chunk, 0).answer())
          .isEqualTo(new TransferRefused(id, Reason.CORRUPT));
    }
    assertThat(incoming.heldBytes()).isZero();
  }

  @Test
  void messageBeyondTheBound_isTooLarge() {
    Chunk chunk = new Chunk(ID, 101, 0, 0, ByteBuffer.allocate(4));
    assertThat(incoming.onChunk(NODE, chunk, 0)).isEqualTo(refused(Reason.TOO_LARGE));
  }

  @Test
  void messagesBeyondTheRoom_areRefused_untilOthersEnd() {
    int begun = 0;
    while (incoming.onChunk(NODE, first(new TransferId(3, begun)), 0) instanceof Receipt.Partial) {
      begun++;
    }
    assertThat(begun).isEqualTo(3);

    assertThat(incoming.expire(TIMEOUT)).isEqualTo(begun);
    assertThat(incoming.heldBytes()).isZero();
    assertThat(incoming.onChunk(NODE, first(ID), TIMEOUT)).isEqualTo(granted(4));
  }

  @Test
  void transferWithoutProgress_isDropped_andRefusedLater() {
    receive(0, 4);
    incoming.onChunk(NODE, chunk(ID, 4, 4), 5);
    assertThat(incoming.expire(5 + TIMEOUT - 1)).isZero();
    assertThat(incoming.expire(5 + TIMEOUT)).isEqualTo(1);
    assertThat(receive(8, 1)).isEqualTo(refused(Reason.INCOMPLETE));
  }

  @Test
  void transfersOfOneNumber_fromOtherLivesOrNodes_areKeptApart() {
    TransferId restarted = new TransferId(2, 1);
    receive(0, 4);
    incoming.onChunk(NODE, chunk(restarted, 0, 2), 0);
    incoming.onChunk(OTHER, chunk(ID, 0, 3), 0);

    assertThat(receive(4, 5)).isInstanceOf(Receipt.Whole.class);
    assertThat(incoming.onChunk(NODE, chunk(restarted, 2, 7), 0)).isInstanceOf(Receipt.Whole.class);
    assertThat(incoming.onChunk(OTHER, chunk(ID, 3, 6), 0)).isInstanceOf(Receipt.Whole.class);
  }

  @Test
  void nodeThatIsGone_leavesNothing() {
    receive(0, 4);
    incoming.forget(OTHER);
    assertThat(incoming.heldBytes()).isPositive();
    incoming.forget(NODE);
    assertThat(incoming.heldBytes()).isZero();
  }

  private Receipt receive(int offset, int length) {
    return incoming.onChunk(NODE, chunk(ID, offset, length), 0);
  }

  private static Chunk first(TransferId id) {
    return chunk(id, 0, 4);
  }

  private static Chunk chunk(TransferId id, int offset, int length) {
    return new Chunk(
        id, MESSAGE.length, crc(MESSAGE), offset, ByteBuffer.wrap(MESSAGE, offset, length));
  }

  private static Receipt granted(int received) {
    return new Receipt.Partial(new Grant(ID, received));
  }

  private static Receipt refused(Reason reason) {
    return new Receipt.Refused(new TransferRefused(ID, reason));
  }

  private static int crc(byte[] bytes) {
    CRC32C crc = new CRC32C();
    crc.update(bytes);
    return (int) crc.getValue();
  }
}
