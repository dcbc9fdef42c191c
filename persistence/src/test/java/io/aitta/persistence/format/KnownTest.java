package io.aitta.persistence.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aitta.wire.codec.Codec;
import io.aitta.wire.codec.MalformedMessageException;
import io.aitta.wire.codec.WireInput;
import io.aitta.wire.codec.WireOutput;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class KnownTest {
  @Test
  void valueThatComesAgain_isTheNumberOfItsFirstComing() {
    List<String> texts = List.of("a", "a", "b", "a", "b", "b", "c", "c", "a", "d", "b");
    ByteBuffer bytes = ByteBuffer.allocate(100);
    texts().write(bytes, texts);
    assertThat(HexFormat.of().formatHex(bytes.array(), 0, bytes.position()))
        .isEqualTo(
            "0b" + "000161" + "01" + "000162" + "010202" + "000163" + "0301" + "000164" + "02");
    assertThat(texts().read(bytes.flip())).isEqualTo(texts);
  }

  @Test
  void numberOfNothing_isMalformed() {
    for (String hex : List.of("0101", "02" + "000161" + "02", "01ffffffffffffffffff01")) {
      ByteBuffer bytes = ByteBuffer.wrap(HexFormat.of().parseHex(hex));
      assertThatThrownBy(() -> texts().read(bytes))
          .as(hex)
          .isInstanceOf(MalformedMessageException.class);
    }
  }

  /** A number may be greater than the number of bytes that remain. */
  @Test
  void manyValues_areFoundAgain() {
    List<String> texts =
        IntStream.range(0, 2_000).mapToObj(i -> String.valueOf(i < 1_999 ? i : 1_500)).toList();
    ByteBuffer bytes = ByteBuffer.allocate(1 << 16);
    texts().write(bytes, texts);
    assertThat(texts().read(bytes.flip())).isEqualTo(texts);
  }

  /** A codec that remembers, for one writing and one reading. */
  private static Codec<List<String>> texts() {
    Known<String> written = new Known<>();
    Known<String> read = new Known<>();
    return new Codec<String>(
            (out, text) -> written.write(out, text, WireOutput::text),
            in -> read.read(in, WireInput::text))
        .list(10_000);
  }
}
