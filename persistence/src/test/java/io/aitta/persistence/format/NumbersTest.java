package io.aitta.persistence.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aitta.wire.codec.Codec;
import io.aitta.wire.codec.MalformedMessageException;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class NumbersTest {
  private static final Codec<Long> PLAIN = new Codec<>(Numbers::write, Numbers::read);
  private static final Codec<Long> SIGNED = new Codec<>(Numbers::writeSigned, Numbers::readSigned);

  @ParameterizedTest
  @CsvSource({
    "0, 00",
    "127, 7f",
    "128, 8001",
    "300, ac02",
    "9223372036854775807, ffffffffffffffff7f",
    "-1, ffffffffffffffffff01",
    "-9223372036854775808, 80808080808080808001"
  })
  void number_takesAsManyBytesAsItNeeds(long number, String hex) {
    assertWritten(PLAIN, number, hex);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 00",
    "-1, 01",
    "1, 02",
    "-64, 7f",
    "64, 8001",
    "9223372036854775807, feffffffffffffffff01",
    "-9223372036854775808, ffffffffffffffffff01"
  })
  void signedNumber_isShortNearZero(long number, String hex) {
    assertWritten(SIGNED, number, hex);
  }

  @Test
  void numberOfElevenBytes_isMalformed() {
    ByteBuffer tooLong = ByteBuffer.wrap(HexFormat.of().parseHex("80".repeat(10) + "01"));
    assertThatThrownBy(() -> PLAIN.read(tooLong)).isInstanceOf(MalformedMessageException.class);
  }

  private static void assertWritten(Codec<Long> codec, long number, String hex) {
    ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(codec.size(number)));
    codec.write(bytes, number);
    assertThat(HexFormat.of().formatHex(bytes.array())).isEqualTo(hex);
    assertThat(codec.read(bytes.flip())).isEqualTo(number);
  }
}
