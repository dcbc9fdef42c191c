package io.aitta.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.aitta.core.model.CacheKey;
import io.aitta.core.operation.Batch;
import io.aitta.core.operation.Get;
import io.aitta.core.reply.Absent;
import io.aitta.core.reply.BatchReply;
import io.aitta.protocol.Answer;
import io.aitta.protocol.Message;
import io.aitta.protocol.Request;
import io.aitta.wire.codec.MalformedMessageException;
import io.aitta.wire.codec.WireCodes;
import java.nio.BufferOverflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.ExtendedActorSystem;
import org.apache.pekko.serialization.DisabledJavaSerializer;
import org.apache.pekko.serialization.Serialization;
import org.apache.pekko.serialization.SerializationExtension;
import org.junit.jupiter.api.Test;

class AittaSerializerTest {
  private static final Request GET = WireSamples.request(new Get(CacheKey.of("k"), true));

  /** Where the operation's code stands in the bytes of {@link #GET}, counted from the end. */
  private static final int CODE_FROM_END = 4;

  private final AittaSerializer serializer = new AittaSerializer();

  @Test
  void everySample_crossesBuffersOfEitherByteOrder_withinAnEnvelope() {
    for (ByteOrder order : List.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN)) {
      for (Object sample : WireSamples.all().values()) {
        ByteBuffer envelope = ByteBuffer.allocateDirect(4096).order(order).putInt(99);
        serializer.toBinary(sample, envelope);
        int end = envelope.position();
        envelope.flip().position(Integer.BYTES);
        assertThat(serializer.fromBinary(envelope, serializer.manifest(sample))).isEqualTo(sample);
        assertThat(envelope.order()).isEqualTo(order);
        assertThat(envelope.position()).isEqualTo(end);
        assertThat(end - Integer.BYTES).isEqualTo(serializer.toBinary(sample).length);
      }
    }
  }

  @Test
  void everyMessage_hasTheSizeThatWasForetold_andIsReadFromItsOwnBytes() {
    messages()
        .forEach(
            message -> {
              byte[] bytes = WireFormat.write(message);
              assertThat(WireFormat.sizeOf(message)).isEqualTo(bytes.length);
              assertThat(WireFormat.read(bytes)).isEqualTo(message);
            });
  }

  @Test
  void everySample_overflowsABufferThatIsTooSmall_asNioDoes() {
    for (Object sample : WireSamples.all().values()) {
      ByteBuffer small = ByteBuffer.allocate(serializer.toBinary(sample).length - 1);
      assertThatExceptionOfType(BufferOverflowException.class)
          .as("%s", sample)
          .isThrownBy(() -> serializer.toBinary(sample, small));
    }
    assertThat(serializer.counters().overflowed()).isEqualTo(WireSamples.all().size());
  }

  @Test
  void decodedMessage_keepsNothingOfTheBuffer() {
    for (Object sample : WireSamples.all().values()) {
      byte[] bytes = serializer.toBinary(sample);
      Object read = serializer.fromBinary(bytes, serializer.manifest(sample));
      Arrays.fill(bytes, (byte) 0x55);
      assertThat(read).isEqualTo(sample);
    }
  }

  @Test
  void request_ofAnUnknownOperation_canStillBeAnswered() {
    byte[] bytes = serializer.toBinary(GET);
    bytes[bytes.length - CODE_FROM_END] = (byte) 200;

    assertThat(serializer.fromBinary(bytes, "Q"))
        .isEqualTo(new UnsupportedRequest(GET.origin(), GET.id()));
    assertThat(serializer.counters().unsupported()).isEqualTo(1);
    assertThat(serializer.counters().malformed()).isZero();
  }

  @Test
  void batch_withinABatch_isUnsupported_notNested() {
    byte[] bytes =
        serializer.toBinary(
            WireSamples.request(new Batch(List.of(new Get(CacheKey.of("k"), true)))));
    bytes[bytes.length - CODE_FROM_END] = (byte) WireCodes.BATCH;

    assertThat(serializer.fromBinary(bytes, "Q")).isInstanceOf(UnsupportedRequest.class);
  }

  @Test
  void batchReply_withinABatchReply_isNeitherWrittenNorRead() {
    BatchReply inner = new BatchReply(List.of(new Absent()));
    Answer nested = new Answer.Done(new BatchReply(List.of(inner)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> serializer.toBinary(WireSamples.response(nested)));

    byte[] bytes = serializer.toBinary(WireSamples.response(new Answer.Done(inner)));
    bytes[bytes.length - 1] = (byte) WireCodes.BATCH_REPLY;
    assertMalformed(bytes, "A");
  }

  @Test
  void layoutOfAnotherVersion_isMalformed() {
    for (Object sample : WireSamples.all().values()) {
      byte[] bytes = serializer.toBinary(sample);
      bytes[0]++;
      assertMalformed(bytes, serializer.manifest(sample));
    }
  }

  @Test
  void unknownManifest_andNothingAtAll_areMalformed() {
    byte[] bytes = serializer.toBinary(GET);
    for (String manifest : List.of("", "z", "QQ", "\u1234")) {
      assertMalformed(bytes, manifest);
    }
    assertMalformed(new byte[0], "Q");
    assertMalformed(new byte[0], "K");
    assertThat(serializer.counters().malformed()).isEqualTo(6);
  }

  @Test
  void kryo_readsNoClassButTheRegistered() {
    byte[] bytes = serializer.toBinary(WireSamples.all().get("catalog-ack"));
    for (int id : new int[] {0, 1, 2, WireCodes.CONFIGURE, WireCodes.CACHE_NAME, 127}) {
      bytes[1] = (byte) id;
      assertMalformed(bytes, "K");
    }
  }

  @Test
  void actorSystem_givesEverySampleToThisSerializer_andHasNoJavaSerialization() throws Exception {
    Config anyPort = ConfigFactory.parseString("pekko.remote.artery.canonical.port = 0");
    ActorSystem system =
        ActorSystem.create("wire-test", anyPort.withFallback(ConfigFactory.load()));
    try {
      Serialization serialization = SerializationExtension.get(system);
      for (Object sample : WireSamples.all().values()) {
        assertThat(serialization.findSerializerFor(sample)).isSameAs(AittaSerializer.of(system));
      }
      assertThat(serialization.serializerFor(java.io.Serializable.class))
          .isInstanceOf(DisabledJavaSerializer.class);
      assertThat(((ExtendedActorSystem) system).settings().AllowJavaSerialization()).isFalse();
      assertThat(system.settings().config().getInt(identifierPath()))
          .isEqualTo(serializer.identifier());
    } finally {
      system.terminate();
      system.getWhenTerminated().toCompletableFuture().get(60, TimeUnit.SECONDS);
    }
  }

  private static String identifierPath() {
    return "pekko.actor.serialization-identifiers.\"" + AittaSerializer.class.getName() + "\"";
  }

  private static Stream<Message> messages() {
    return WireSamples.all().values().stream()
        .filter(Message.class::isInstance)
        .map(Message.class::cast);
  }

  private void assertMalformed(byte[] bytes, String manifest) {
    assertThatExceptionOfType(MalformedMessageException.class)
        .isThrownBy(() -> serializer.fromBinary(bytes, manifest));
  }
}
