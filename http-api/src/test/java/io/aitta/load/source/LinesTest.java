package io.aitta.load.source;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.aitta.load.source.Lines.Line;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class LinesTest {
  @Test
  void next_endsOfAllKinds_areNotPartOfTheLine() throws IOException {
    Lines lines = lines("a\r\n\n\u00e4".getBytes(UTF_8), 10);
    assertThat(lines.next()).contains(line(1, "a", "\r\n"));
    assertThat(lines.next()).contains(line(2, "", "\n"));
    assertThat(lines.next()).contains(line(3, "\u00e4", ""));
    assertThat(lines.next()).isEmpty();
  }

  @Test
  void next_lineTooLong_isFlawedAndTheNextIsWhole() throws IOException {
    Lines lines = lines("0123456789\nnext\n".getBytes(UTF_8), 4);
    assertThat(lines.next().orElseThrow().flaw()).contains("longer than 4 bytes");
    assertThat(lines.next()).contains(line(2, "next", "\n"));
  }

  @Test
  void next_bytesThatAreNoUtf8_areAFlawAndTheNextIsWhole() throws IOException {
    Lines lines = lines(new byte[] {'a', (byte) 0xe4, '\n', 'b'}, 10);
    assertThat(lines.next().orElseThrow().flaw().orElseThrow()).contains("not UTF-8");
    assertThat(lines.next()).contains(line(2, "b", ""));
  }

  @Test
  void next_byteOrderMark_isLeftOutAtTheHeadOnly() throws IOException {
    Lines lines = lines("\ufeffa\n\ufeffb".getBytes(UTF_8), 10);
    assertThat(lines.next()).contains(line(1, "a", "\n"));
    assertThat(lines.next()).contains(line(2, "\ufeffb", ""));
  }

  private static Line line(long number, String text, String end) {
    return new Line(number, text, end, Optional.empty());
  }

  private static Lines lines(byte[] bytes, int longest) {
    return new Lines(new ByteArrayInputStream(bytes), longest);
  }
}
