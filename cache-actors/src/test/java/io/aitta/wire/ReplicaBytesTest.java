package io.aitta.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.aitta.core.model.Version;
import io.aitta.core.replication.catchup.CatchUpFeed;
import io.aitta.core.replication.catchup.CatchUpItem;
import io.aitta.core.replication.history.RequestSnapshot;
import io.aitta.core.replication.protocol.ReplicaMessage;
import io.aitta.protocol.ReplicaPost;
import io.aitta.wire.codec.MalformedMessageException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ReplicaBytesTest {
  private static final int LENGTH_OF_VERSION = 16;
  private static final int LENGTH_OF_ORIGIN = 16;
  private static final int LENGTH_OF_NAME = 24;

  private final AittaSerializer serializer = new AittaSerializer();

  @Test
  void requestsOfACopy_keepTheOrderOfTheirOrigins_soThatTheSameAreForgottenFirst() {
    RequestSnapshot snapshot = ReplicaSamples.snapshot();
    CatchUpItem begin = new CatchUpItem.Begin(snapshot, new Version(7, 1), 5, 6);
    ReplicaPost post =
        ReplicaSamples.post(new ReplicaMessage.CatchUp(7, 1, new CatchUpFeed.Numbered(1, begin)));

    ReplicaPost read = (ReplicaPost) serializer.fromBinary(serializer.toBinary(post), "R");

    ReplicaMessage.CatchUp catchUp = (ReplicaMessage.CatchUp) read.lines().get(0).message();
    assertThat(((CatchUpItem.Begin) catchUp.item().item()).requests().forgotten().entrySet())
        .containsExactlyElementsOf(snapshot.forgotten().entrySet());
  }

  @Test
  void origin_thatComesTwice_isMalformed() {
    byte[] bytes = bytes("replica/catch-up-begin");
    int names = 1 + ReplicaSamples.snapshot().names().size() * LENGTH_OF_NAME;
    int end = bytes.length - 2 * Long.BYTES - LENGTH_OF_VERSION - names;
    ByteBuffer.wrap(bytes).putLong(end - LENGTH_OF_ORIGIN, 2);

    assertMalformed(bytes);
  }

  @Test
  void change_thatLeadsNowhere_isMalformed() {
    byte[] bytes = bytes("replica/append-beginning");
    int end = bytes.length - LENGTH_OF_VERSION - Long.BYTES - 3;
    ByteBuffer.wrap(bytes).putLong(end - LENGTH_OF_VERSION, 6).putLong(end - Long.BYTES, 99);

    assertMalformed(bytes);
  }

  @Test
  void configuration_whosePrimaryIsNotInSync_isMalformed() {
    byte[] bytes = bytes("replica/handed-over");
    bytes[bytes.length - Integer.BYTES - 1]++;

    assertMalformed(bytes);
  }

  @Test
  void moreEffectsThanAnyChangeHas_areRefusedBeforeTheyAreRead() {
    byte[] bytes = Arrays.copyOf(bytes("replica/append-beginning"), 1 << 22);
    int count = bytes("replica/append-beginning").length - LENGTH_OF_VERSION - Long.BYTES - 3;
    ByteBuffer.wrap(bytes, count, 3).put((byte) 0x81).put((byte) 0x80).put((byte) 0x40);

    assertThatExceptionOfType(MalformedMessageException.class)
        .isThrownBy(() -> serializer.fromBinary(bytes, "R"))
        .withMessageContaining("1048577 values where at most 1048576 may be");
  }

  private byte[] bytes(String sample) {
    return serializer.toBinary(WireSamples.all().get(sample));
  }

  private void assertMalformed(byte[] bytes) {
    assertThatExceptionOfType(MalformedMessageException.class)
        .isThrownBy(() -> serializer.fromBinary(bytes, "R"));
  }
}
