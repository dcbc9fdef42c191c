package io.aitta.embedded.codec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.type.TypeReference;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class CodecsTest {
  record User(String name, Optional<String> mail, Instant since, List<Integer> scores) {}

  private static final User USER =
      new User("Aino", Optional.of("a@b"), Instant.ofEpochMilli(1234), List.of(1, 2));

  @Property(tries = 200)
  void utf8_roundTrips(@ForAll String text) {
    Assume.that(UTF_8.newEncoder().canEncode(text));

    assertThat(roundTrip(Codecs.utf8(), text)).isEqualTo(text);
  }

  @Property(tries = 200)
  void bytes_roundTrip(@ForAll byte[] bytes) {
    assertThat(roundTrip(Codecs.bytes(), bytes)).isEqualTo(bytes);
  }

  @Property(tries = 200)
  void longs_roundTripAsDecimalText(@ForAll long number) {
    assertThat(new String(Codecs.longs().encode(number), UTF_8)).isEqualTo(Long.toString(number));
    assertThat(roundTrip(Codecs.longs(), number)).isEqualTo(number);
  }

  @Test
  void bytes_areCopiedOnTheWayIn() {
    byte[] mine = {1};

    byte[] encoded = Codecs.bytes().encode(mine);
    mine[0] = 2;

    assertThat(encoded).containsExactly(1);
  }

  @Test
  void uuids_roundTrip() {
    UUID uuid = new UUID(0x0123456789abcdefL, -1);

    assertThat(roundTrip(Codecs.uuids(), uuid)).isEqualTo(uuid);
  }

  @Test
  void utf8_otherBytes_areRefused() {
    assertRefused(Codecs.utf8(), new byte[] {(byte) 0xC3}, "not UTF-8");
  }

  @Test
  void utf8_unpairedSurrogate_isRefused_pairIsKept() {
    String clef = new String(Character.toChars(0x1D11E));

    assertThat(roundTrip(Codecs.utf8(), clef)).isEqualTo(clef);
    assertThatThrownBy(() -> Codecs.utf8().encode(clef.substring(0, 1)))
        .isInstanceOf(CodecException.class);
  }

  @Test
  void longs_otherText_isRefused() {
    assertRefused(Codecs.longs(), "1x".getBytes(UTF_8), "'1x' is not a whole number");
    assertRefused(Codecs.longs(), new byte[100_000], "100000 bytes are not a whole number");
  }

  @Test
  void json_roundTripsRecordsAndTimes() {
    assertThat(roundTrip(Codecs.json(User.class), USER)).isEqualTo(USER);
    assertThat(new String(Codecs.json(User.class).encode(USER), UTF_8))
        .contains("\"since\":\"1970-01-01T00:00:01.234Z\"", "\"mail\":\"a@b\"");
  }

  @Test
  void json_genericType_roundTrips() {
    Codec<Map<String, List<User>>> codec = Codecs.json(new TypeReference<>() {});
    Map<String, List<User>> users = Map.of("a", List.of(USER));

    assertThat(roundTrip(codec, users)).isEqualTo(users);
  }

  @Test
  void json_unknownProperty_isIgnored() {
    byte[] later =
        "{\"name\":\"Aino\",\"since\":\"1970-01-01T00:00:00Z\",\"new\":1}".getBytes(UTF_8);

    assertThat(Codecs.json(User.class).decode(ByteBuffer.wrap(later)).name()).isEqualTo("Aino");
  }

  @Test
  void json_brokenText_isRefused() {
    assertRefused(Codecs.json(User.class), "{\"name\":".getBytes(UTF_8), "end-of-input");
    assertRefused(Codecs.json(User.class), "{} {}".getBytes(UTF_8), "Trailing token");
  }

  private static <T> T roundTrip(Codec<T> codec, T value) {
    return codec.decode(ByteBuffer.wrap(codec.encode(value)).asReadOnlyBuffer());
  }

  private static void assertRefused(Codec<?> codec, byte[] bytes, String why) {
    assertThatThrownBy(() -> codec.decode(ByteBuffer.wrap(bytes)))
        .isInstanceOf(CodecException.class)
        .hasMessageContaining(why);
  }
}
