package io.aitta.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.aitta.load.rest.CacheClient;
import io.aitta.load.rest.Patience;
import io.aitta.load.source.Operation;
import io.aitta.load.source.Operation.Kind;
import java.io.IOException;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What goes together in one request, and what of it goes again. */
final class BatchTest {
  private final List<String> done = new ArrayList<>();
  private TestingCacheServer server;
  private Batch batch;

  @BeforeEach
  void start() throws IOException {
    server = new TestingCacheServer();
    Duration pause = Duration.ofMillis(1);
    CacheClient cache =
        new CacheClient(
            HttpClient.newHttpClient(),
            List.of(server.address()),
            "c",
            new Patience(Duration.ofSeconds(30), pause, pause));
    batch =
        new Batch(
            cache,
            (operation, answer) -> {
              if (!answer.isError()) {
                done.add(operation.key());
              }
            });
  }

  @AfterEach
  void stopServer() {
    server.close();
  }

  @Test
  void offer_operationThatIsNotPlain_hasItsKeyToItself() {
    assertThat(batch.offer(put("a", "1"))).isTrue();
    assertThat(batch.offer(put("a", "2"))).isTrue();
    assertThat(batch.offer(increment("a"))).isFalse();
    assertThat(batch.offer(increment("n"))).isTrue();
    assertThat(batch.offer(increment("n"))).isFalse();
    assertThat(batch.offer(put("n", "1"))).isFalse();
    assertThat(batch.offer(put("b", "1"))).isTrue();
  }

  @Test
  void offer_characters_areBoundedButOneOperationAlwaysFits() {
    String large = "x".repeat(3 << 19);
    assertThat(batch.offer(put("a", large))).isTrue();
    assertThat(batch.offer(put("b", "1"))).isFalse();
  }

  @Test
  void send_lineThatWas503_goesAgainWithTheLaterOnesOfItsKeyOnly() {
    server.answerLines("a", 503);
    for (Operation put : List.of(put("a", "1"), put("b", "1"), put("a", "2"), put("a", "3"))) {
      assertThat(batch.offer(put)).isTrue();
    }
    batch.send();
    assertThat(server.written).containsExactly("b=1", "a=2", "a=3", "a=1", "a=2", "a=3");
    assertThat(done).containsExactlyInAnyOrder("a", "b", "a", "a");
  }

  @Test
  void send_lostAnswer_sendsPlainLinesAgainOnly() {
    server.answersToLose.set(1);
    batch.offer(put("a", "1"));
    batch.offer(increment("n"));
    batch.send();
    assertThat(server.written).containsExactly("a=1", "n=1", "a=1");
    assertThat(done).containsExactly("a");
  }

  private static Operation put(String key, String value) {
    String json = "{\"op\":\"put\",\"key\":\"%s\",\"value\":\"%s\"}".formatted(key, value);
    return new Operation(1, key, Kind.PUT, false, json, value.length());
  }

  private static Operation increment(String key) {
    String json = "{\"op\":\"increment\",\"key\":\"%s\"}".formatted(key);
    return new Operation(1, key, Kind.OTHER, false, json, 0);
  }
}
