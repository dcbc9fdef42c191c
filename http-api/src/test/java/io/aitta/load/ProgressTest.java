package io.aitta.load;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.aitta.console.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class ProgressTest {
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final PrintStream stream = new PrintStream(err, true, UTF_8);

  @Test
  void withoutATerminal_plainLinesNowAndThen() {
    try (Progress progress = show(Terminal.plain(stream, stream), Duration.ofMillis(20))) {
      await().atMost(PATIENCE).until(() -> text().lines().count() >= 2);
    }
    assertThat(text().lines()).allMatch(line -> line.equals("t.lis: 25 %, so far so good"));
    assertThat(text()).doesNotContain("\r", "\u001b");
  }

  @Test
  void withoutATerminal_shortWork_isSilent() {
    show(Terminal.plain(stream, stream), Duration.ofHours(1)).close();
    assertThat(text()).isEmpty();
  }

  @Test
  void onATerminal_aBarInOneLineOfItsWidth() {
    Terminal terminal = new Terminal(stream, stream, true, true, true, 60);
    try (Progress progress = show(terminal, Duration.ofHours(1))) {
      await().atMost(PATIENCE).until(() -> text().contains("25%"));
    }
    assertThat(text()).contains("t.lis", "\r");
    assertThat(text().split("[\r\n]")).allMatch(line -> line.length() <= 60);
  }

  private static Progress show(Terminal terminal, Duration interval) {
    return new Progress(terminal, "t.lis", 400, () -> 100, () -> "so far so good", interval);
  }

  private String text() {
    return err.toString(UTF_8);
  }
}
