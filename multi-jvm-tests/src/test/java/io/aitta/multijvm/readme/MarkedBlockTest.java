package io.aitta.multijvm.readme;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

final class MarkedBlockTest {
  private static final String MARKDOWN =
      """
      # Title
      ```bash
      echo not marked
      ```
      <!-- run: rest -->
      ```bash
      curl -i http://127.0.0.1:8080
      ```
      ```text
      HTTP/1.1 201 Created
      ETag: "…"
      ```
      Text.
      <!-- run: java src/Example.java -->

      ```java
      cache.get("a");
      ```
      Text, then another fence.
      ```text
      not its output
      ```
      """;

  @Test
  void markedBlocks_areFoundWithTheirOutput() {
    List<MarkedBlock> blocks = MarkedBlock.of(MARKDOWN);
    assertThat(blocks).hasSize(2);
    assertThat(blocks.get(0).line()).isEqualTo(5);
    assertThat(blocks.get(0).mark()).isEqualTo("rest");
    assertThat(blocks.get(0).code()).isEqualTo("curl -i http://127.0.0.1:8080\n");
    assertThat(blocks.get(0).output()).isPresent();
    assertThat(blocks.get(1).mark()).isEqualTo("java src/Example.java");
    assertThat(blocks.get(1).language()).isEqualTo("java");
    assertThat(blocks.get(1).output()).isEmpty();
  }

  @Test
  void ellipsis_standsForAnythingInALine() {
    MarkedBlock block = MarkedBlock.of(MARKDOWN).get(0);
    block.assertPrinted("HTTP/1.1 201 Created\r\nETag: \"5-7\"\r\n\r\n");
    assertThatThrownBy(() -> block.assertPrinted("HTTP/1.1 204 No Content\nETag: \"5\""))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("line 5");
    assertThatThrownBy(() -> block.assertPrinted("HTTP/1.1 201 Created\nETag: \"5\"\nmore"))
        .isInstanceOf(AssertionError.class);
    assertThatThrownBy(() -> block.assertPrinted("HTTP/1.1 201 Created\nETag: \"5\n6\""))
        .isInstanceOf(AssertionError.class);
  }

  @Test
  void linesAmongOthers_areFound() {
    MarkedBlock block = MarkedBlock.of(MARKDOWN).get(0);
    block.assertPrintedAmong("before\nHTTP/1.1 201 Created\nETag: \"5-7\"\nafter\n");
    assertThatThrownBy(() -> block.assertPrintedAmong("HTTP/1.1 201 Created\nother\n"))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("line 5");
  }

  @Test
  void markWithoutABlock_isAMistake() {
    assertThatThrownBy(() -> MarkedBlock.of("<!-- run: rest -->\nText\n```bash\nx\n```\n"))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("line 1");
  }
}
