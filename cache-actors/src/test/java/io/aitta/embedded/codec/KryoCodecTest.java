package io.aitta.embedded.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.esotericsoftware.kryo.io.Output;
import io.aitta.testing.Race;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class KryoCodecTest {
  /** The numbers that stored bytes hold; Kryo writes them plus two. */
  private static final int STRING_ARRAY = 24;

  private static final int ARRAY_LIST = 26;

  enum Rank {
    LOW,
    HIGH
  }

  record Line(String item, int count, long cents) {}

  record Order(String id, Rank rank, List<Line> lines, Map<String, Integer> notes, Instant at) {}

  static final class Node {
    Node next;
  }

  private static final Codec<Order> ORDERS = Codecs.kryo(Order.class, Rank.class, Line.class);
  private static final Order ORDER =
      new Order(
          "o1",
          Rank.HIGH,
          List.of(new Line("tea", Integer.MAX_VALUE, Long.MIN_VALUE), new Line("cup", -1, 0)),
          Map.of("gift", 999_999_999),
          Instant.ofEpochSecond(7, 999_999_999));

  @Test
  void records_roundTrip() {
    assertThat(roundTrip(ORDERS, ORDER)).isEqualTo(ORDER);
  }

  @Test
  void bytesOfTheFirstRelease_areStillRead() {
    String golden = "82026fb102";
    Codec<Small> codec = Codecs.kryo(Small.class, Rank.class);

    assertThat(HexFormat.of().formatHex(codec.encode(new Small("o1", Rank.HIGH))))
        .isEqualTo(golden);
    assertThat(codec.decode(ByteBuffer.wrap(HexFormat.of().parseHex(golden))))
        .isEqualTo(new Small("o1", Rank.HIGH));
  }

  record Small(String id, Rank rank) {}

  record Mixed(
      Object any,
      Optional<String> maybe,
      Duration time,
      LocalDate day,
      Object ints,
      Object texts) {}

  @Test
  void commonClassesOfTheJdk_needNoNaming() {
    Codec<Mixed> codec = Codecs.kryo(Mixed.class);
    for (Object any :
        List.of(
            new ArrayList<>(List.of(1)), List.of(), Map.of(1, 2), "text", 1L, List.of(1, 2, 3))) {
      Mixed mixed =
          new Mixed(
              any,
              Optional.of("x"),
              Duration.ofSeconds(1, 999_999_999),
              LocalDate.of(999_999, 12, 31),
              IntStream.range(0, 10_000).toArray(),
              new String[] {"a", null, "x".repeat(9_000)});

      assertThat(roundTrip(codec, mixed)).usingRecursiveComparison().isEqualTo(mixed);
    }
  }

  @Test
  void otherClasses_areRefusedBothWays() {
    Codec<Object> wide = Codecs.kryo(Object.class, Line.class);
    Codec<Object> narrow = Codecs.kryo(Object.class);

    assertThatThrownBy(() -> narrow.encode(new Line("tea", 1, 1)))
        .isInstanceOf(CodecException.class)
        .hasMessageContaining(Line.class.getName())
        .hasMessageContaining("Codecs.kryo");
    assertRefused(narrow, wide.encode(new Line("tea", 1, 1)));
  }

  @Test
  void anotherType_isRefused() {
    assertRefused(Codecs.kryo(Line.class), Codecs.kryo(Object.class).encode("text"));
  }

  @Test
  void graphThatContainsItself_isRefused() {
    Node node = new Node();
    node.next = node;

    assertThatThrownBy(() -> Codecs.kryo(Node.class).encode(node))
        .isInstanceOf(CodecException.class)
        .hasMessageContaining("depth");
  }

  @Test
  void declaredLength_beyondTheBytes_isRefusedBeforeItIsAllocated() {
    Codec<Object> codec = Codecs.kryo(Object.class);
    for (int classId : List.of(STRING_ARRAY, ARRAY_LIST)) {
      Output lie = new Output(16);
      lie.writeVarInt(classId + 2, true);
      lie.writeVarInt(Integer.MAX_VALUE - 8, true);

      assertThatThrownBy(() -> codec.decode(ByteBuffer.wrap(lie.toBytes())))
          .isInstanceOf(CodecException.class)
          .hasMessageContaining("lengths of");
    }
  }

  @Test
  void manyLengths_thatTogetherExceedTheBytes_areRefused() {
    Output lie = new Output(16, -1);
    for (int depth = 0; depth < 100; depth++) {
      lie.writeVarInt(STRING_ARRAY + 3, true);
      lie.writeVarInt(8_001, true);
    }
    lie.writeBytes(new byte[8_000]);

    assertThatThrownBy(() -> Codecs.kryo(Object.class).decode(ByteBuffer.wrap(lie.toBytes())))
        .isInstanceOf(CodecException.class)
        .hasMessageContaining("lengths of");
  }

  @Test
  void damagedBytes_areReadOrRefused_neverMore() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    byte[] whole = ORDERS.encode(ORDER);
    for (int i = 0; i < 1_000; i++) {
      byte[] damaged = whole.clone();
      damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
      try {
        ORDERS.decode(ByteBuffer.wrap(damaged, 0, 1 + random.nextInt(damaged.length)).slice());
      } catch (CodecException expected) {
        assertThat(expected).as("seed %d", seed).hasMessageNotContaining("OutOfMemory");
      } catch (RuntimeException | Error unexpected) {
        throw new AssertionError("neither read nor refused, seed " + seed, unexpected);
      }
    }
    assertThat(roundTrip(ORDERS, ORDER)).isEqualTo(ORDER);
  }

  @Test
  void trailingBytes_areRefused() {
    byte[] whole = ORDERS.encode(ORDER);

    assertRefused(ORDERS, Arrays.copyOf(whole, whole.length + 1));
  }

  @Test
  void oneCodec_servesManyThreads() {
    Race.run(
        client -> {
          for (int i = 0; i < 200; i++) {
            Order mine = new Order("o" + client, Rank.LOW, List.of(), Map.of(), Instant.EPOCH);
            assertThat(roundTrip(ORDERS, mine)).isEqualTo(mine);
          }
        });
  }

  @Test
  void otherMediaTypes_areNotRead() {
    assertThat(ORDERS.reads(ORDERS.mediaType())).isTrue();
    assertThat(ORDERS.reads("application/json")).isFalse();
  }

  private static <T> T roundTrip(Codec<T> codec, T value) {
    return codec.decode(ByteBuffer.wrap(codec.encode(value)).asReadOnlyBuffer());
  }

  private static void assertRefused(Codec<?> codec, byte[] bytes) {
    assertThatThrownBy(() -> codec.decode(ByteBuffer.wrap(bytes)))
        .isInstanceOf(CodecException.class);
  }
}
