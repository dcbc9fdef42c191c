package io.aitta.load.source;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.aitta.load.source.TableLines.Row;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class TableLinesTest {
  @Test
  void next_cellOverSeveralLines_keepsTheirEnds() throws IOException {
    TableLines rows = rows("a,\"b\r\nc\n\"\"d\"\"\",\"\"\r\nnext\n", ',');
    assertThat(rows.next()).contains(row(1, "a", "b\r\nc\n\"d\"", ""));
    assertThat(rows.next()).contains(row(4, "next"));
    assertThat(rows.next()).isEmpty();
  }

  @Test
  void next_quoteWithinACell_isAnOrdinaryCharacter() throws IOException {
    assertThat(rows("5\" pipe,x", ',').next()).contains(row(1, "5\" pipe", "x"));
  }

  @Test
  void next_quoteThatIsClosedFarBelow_endsAfterABoundedNumberOfLines() throws IOException {
    TableLines rows = rows("\"open\n" + "x\n".repeat(1500) + "\"\n", ',');
    assertThat(rows.next().orElseThrow().flaw()).isPresent();
    for (int line = 2; line <= 1501; line++) {
      assertThat(rows.next()).contains(row(line, "x"));
    }
    assertThat(rows.next().orElseThrow().flaw()).isPresent();
    assertThat(rows.next()).isEmpty();
  }

  @Test
  void next_rowWhoseLaterLineIsFlawed_isToldByItsOwnLine() throws IOException {
    byte[] bytes = "a,\"b\n?\nc\n".getBytes(UTF_8);
    bytes[5] = (byte) 0xff;
    TableLines rows = new TableLines(new ByteArrayInputStream(bytes), ',');
    assertThat(rows.next().orElseThrow().flaw().orElseThrow()).contains("not closed");
    assertThat(rows.next().orElseThrow().flaw().orElseThrow()).contains("not UTF-8");
    assertThat(rows.next()).contains(row(3, "c"));
  }

  private static Row row(long line, String... cells) {
    return new Row(line, List.of(cells), Optional.empty());
  }

  private static TableLines rows(String text, char separator) {
    return new TableLines(new ByteArrayInputStream(text.getBytes(UTF_8)), separator);
  }
}
