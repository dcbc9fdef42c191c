package io.aitta.load;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.aitta.load.Lines.Line;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;

final class LinesTest {
  @Test
  void next_endsOfAllKinds_areNotPartOfTheLine() throws IOException {
    Lines lines = lines("a\r\n\n\u00e4", 10);
    assertThat(lines.next()).contains(new Line(1, "a", true));
    assertThat(lines.next()).contains(new Line(2, "", true));
    assertThat(lines.next()).contains(new Line(3, "\u00e4", true));
    assertThat(lines.next()).isEmpty();
  }

  @Test
  void next_lineTooLong_isCutAndTheNextIsWhole() throws IOException {
    Lines lines = lines("0123456789\nnext\n", 4);
    assertThat(lines.next()).contains(new Line(1, "0123", false));
    assertThat(lines.next()).contains(new Line(2, "next", true));
  }

  private static Lines lines(String text, int longest) {
    return new Lines(new ByteArrayInputStream(text.getBytes(UTF_8)), longest);
  }
}
