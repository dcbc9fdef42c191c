package io.aitta.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aitta.load.LoadRequest.Format;
import io.aitta.load.TestingCacheServer.Stored;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Operations in lines of JSON through a load to a cache that stumbles. */
final class LinesUploadTest {
  private static final String TEXT = "text/plain; charset=utf-8";

  @TempDir Path directory;
  private TestingCacheServer server;

  @BeforeEach
  void startServer() throws IOException {
    server = new TestingCacheServer();
  }

  @AfterEach
  void stopServer() {
    server.close();
  }

  @Test
  void operations_areSentAndBadOnesCounted() throws Exception {
    TestingLoad load =
        load(
            """
            {"key":"a","value":"text"}

            {"op":"put","key":"b","value":{"n":1}}
            {"key":"a"
            [1]
            {"key":"c","value":null}
            {"op":"delete","key":"none"}
            """);
    assertThatThrownBy(load::run).hasMessageContaining("3 bad line(s)");
    assertThat(server.entries())
        .containsOnlyKeys("a", "b")
        .containsEntry("a", new Stored(TEXT, "text"))
        .containsEntry("b", new Stored("application/json", "{\"n\":1}"));
    assertThat(load.err())
        .contains("line 4: no JSON", "line 5: no JSON object", "line 6: \"value\" is null");
    assertThat(load.fact("entries")).isEqualTo("3");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"0.1234567890123456789", "1e400", "1.10", "-0", "[1.0, {\"a\" : 2.50}]", "true"})
  void valueThatIsNoText_isStoredAsItIsWritten(String value) throws Exception {
    load("{\"key\":\"a\",\"value\": " + value + " }\n").run();
    assertThat(server.entries()).containsEntry("a", new Stored("application/json", value));
  }

  @Test
  void byteOrderMark_isNoPartOfTheFirstLine() throws Exception {
    load("\ufeff{\"key\":\"a\",\"value\":\"x\"}\n").run();
    assertThat(server.entries()).containsOnlyKeys("a");
  }

  @Test
  void linesOfOneKey_keepTheirOrder() throws Exception {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < 2000; i++) {
      lines.append(put("k" + i % 7, Integer.toString(i)));
    }
    load(lines.toString()).run();
    assertThat(server.written).hasSize(2000);
    for (int key = 0; key < 7; key++) {
      String prefix = "k" + key + "=";
      List<Integer> order =
          server.written.stream()
              .filter(write -> write.startsWith(prefix))
              .map(write -> Integer.valueOf(write.substring(prefix.length())))
              .toList();
      assertThat(order).isSorted();
    }
  }

  @Test
  void lineAnswered503_isSentAgain() throws Exception {
    server.answerLines("a", 503, 503, 503);
    TestingLoad load = load(put("a", "1") + put("b", "2")).run();
    assertThat(server.entries()).containsOnlyKeys("a", "b");
    assertThat(server.written).containsExactly("b=2", "a=1");
    assertThat(load.fact("entries")).isEqualTo("2");
  }

  @Test
  void lineAnswered503_isSentAgainWithTheLaterOnesOfItsKey() throws Exception {
    server.answerLines("a", 503);
    TestingLoad load = load(put("a", "1") + put("a", "2") + put("a", "3")).run();
    assertThat(server.entries()).containsEntry("a", new Stored(TEXT, "3"));
    assertThat(server.written).endsWith("a=1", "a=2", "a=3");
    assertThat(load.fact("entries")).isEqualTo("3");
  }

  @Test
  void incrementAnswered503_isSentAgainAndCountsOnce() throws Exception {
    server.answerLines("n", 503, 503);
    load(increment("n") + increment("n") + put("n", "7") + increment("n")).run();
    assertThat(server.written).containsExactly("n=1", "n=2", "n=7", "n=8");
  }

  @Test
  void lineAnswered503UntilTheDeadline_isUnansweredAndFailsTheLoad() throws Exception {
    server.answerLines("a", 503);
    TestingLoad load = load(put("a", "1") + put("b", "2")).impatient();
    assertThatThrownBy(load::run)
        .hasMessageContaining("1 unanswered")
        .hasMessageContaining("load those again");
    assertThat(server.entries()).containsOnlyKeys("b");
    assertThat(load.err()).contains("line 1: the cluster answers 503: told so");
  }

  @Test
  void putOfUnknownOutcome_isSentAgain() throws Exception {
    server.answerLines("a", 504);
    load(put("a", "1")).run();
    assertThat(server.written).containsExactly("a=1", "a=1");
  }

  @Test
  void putOfUnknownOutcomeThatIsNeverAnswered_staysUnknown() throws Exception {
    server.answerLines("a", 504, 503, 503, 503, 503, 503, 503, 503, 503, 503, 503, 503, 503);
    TestingLoad load = load(put("a", "1")).patience(Duration.ofMillis(10));
    assertThatThrownBy(load::run).hasMessageContaining("1 of unknown outcome");
  }

  @Test
  void incrementOfUnknownOutcome_isNotSentAgainAndFailsTheLoad() throws Exception {
    server.answerLines("n", 504);
    TestingLoad load = load(increment("n"));
    assertThatThrownBy(load::run).hasMessageContaining("1 of unknown outcome");
    assertThat(server.written).containsExactly("n=1");
    assertThat(load.fact("unknown")).isEqualTo("1");
  }

  @Test
  void lostAnswer_putIsSentAgain() throws Exception {
    server.answersToLose.set(1);
    load(put("a", "1")).run();
    assertThat(server.written).containsExactly("a=1", "a=1");
  }

  @Test
  void lostAnswer_incrementIsNotSentAgain() throws Exception {
    server.answersToLose.set(1);
    assertThatThrownBy(load(increment("n"))::run).hasMessageContaining("1 of unknown outcome");
    assertThat(server.written).containsExactly("n=1");
  }

  @Test
  void lostAnswerOfAConditionalPut_isUnknown() throws Exception {
    server.answersToLose.set(1);
    TestingLoad load =
        load("{\"op\":\"put\",\"key\":\"a\",\"value\":\"1\",\"ifNoneMatch\":\"*\"}\n");
    assertThatThrownBy(load::run).hasMessageContaining("1 of unknown outcome");
    assertThat(server.written).containsExactly("a=1");
  }

  @Test
  void clusterThatServesNothing_endsTheLoad() throws Exception {
    server.answers503.set(Integer.MAX_VALUE);
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < 40; i++) {
      lines.append(increment("n"));
    }
    assertThatThrownBy(load(lines.toString()).impatient()::run)
        .hasMessageContaining("serves any more");
  }

  private TestingLoad load(String lines) throws IOException {
    Path file = Files.writeString(directory.resolve("t.ndjson"), lines);
    return new TestingLoad(file, Format.NDJSON, server.address());
  }

  private static String put(String key, String value) {
    return "{\"key\":\"" + key + "\",\"value\":\"" + value + "\"}\n";
  }

  private static String increment(String key) {
    return "{\"op\":\"increment\",\"key\":\"" + key + "\"}\n";
  }
}
