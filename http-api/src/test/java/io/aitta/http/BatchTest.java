package io.aitta.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.aitta.gateway.OutcomeUnknownException;
import io.aitta.gateway.UnavailableException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Many entries at once. */
final class BatchTest {
  private static final String ENTRIES = "/v1/caches/c/entries";

  private final RestServer server = RestServer.start();
  private final Rest rest = server.client();

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void post_eachOperation_isAnsweredInOrder() {
    Rest.Answer post =
        rest.batch(
            "c",
            "{\"op\":\"get\",\"key\":\"a\"}",
            "{\"op\":\"put\",\"key\":\"a\",\"value\":\"text\"}",
            "{\"op\":\"put\",\"key\":\"a\",\"value\":\"text2\",\"ttl\":\"30s\",\"tags\":[\"t\"]}",
            "{\"op\":\"get\",\"key\":\"a\"}",
            "{\"op\":\"increment\",\"key\":\"n\",\"delta\":5}",
            "{\"op\":\"increment\",\"key\":\"a\"}",
            "{\"op\":\"delete\",\"key\":\"a\"}",
            "{\"op\":\"delete\",\"key\":\"a\"}");
    assertThat(post.status()).isEqualTo(200);
    assertThat(post.header("Content-Type")).hasValue("application/x-ndjson");
    List<JsonNode> lines = post.lines();
    assertThat(lines)
        .extracting(line -> line.get("status").intValue())
        .containsExactly(404, 201, 204, 200, 200, 409, 204, 404);
    assertThat(lines)
        .extracting(line -> line.get("key").textValue())
        .containsExactly("a", "a", "a", "a", "n", "a", "a", "a");
    assertThat(lines.get(0).get("problem").textValue()).isEqualTo("cache-not-found");
    assertThat(lines.get(3).get("value").textValue()).isEqualTo("text2");
    assertThat(lines.get(3).get("contentType").textValue()).isEqualTo("text/plain; charset=utf-8");
    assertThat(lines.get(3).get("etag")).isEqualTo(lines.get(2).get("etag"));
    assertThat(lines.get(4).get("value").longValue()).isEqualTo(5);
    assertThat(lines.get(5).get("problem").textValue()).isEqualTo("not-a-number");
    assertThat(lines.get(7).get("problem").textValue()).isEqualTo("entry-not-found");
  }

  @Test
  void post_conditions_holdLineByLine() {
    String etag = rest.put(ENTRIES + "/a", "v").etag().replace("\"", "\\\"");
    List<JsonNode> lines =
        rest.batch(
                "c",
                "{\"op\":\"put\",\"key\":\"a\",\"value\":\"w\",\"ifNoneMatch\":\"*\"}",
                "{\"op\":\"put\",\"key\":\"a\",\"value\":\"w\",\"ifMatch\":\"" + etag + "\"}",
                "{\"op\":\"delete\",\"key\":\"a\",\"ifMatch\":\"" + etag + "\"}",
                "{\"op\":\"put\",\"key\":\"a\",\"value\":\"w\",\"ifMatch\":\"oops\"}")
            .lines();
    assertThat(lines)
        .extracting(line -> line.get("status").intValue())
        .containsExactly(412, 204, 412, 400);
    assertThat(lines.get(0).get("problem").textValue()).isEqualTo("precondition-failed");
    assertThat(lines.get(2).get("etag")).isEqualTo(lines.get(1).get("etag"));
    assertThat(lines.get(3).get("problem").textValue()).isEqualTo("invalid-condition");
  }

  @Test
  void post_conditionOnAbsentCache_isDecidedAsTheSingleCallIs() {
    List<JsonNode> lines =
        rest.batch(
                "c",
                "{\"op\":\"put\",\"key\":\"a\",\"value\":\"w\",\"ifMatch\":\"*\"}",
                "{\"op\":\"delete\",\"key\":\"a\"}")
            .lines();
    assertThat(lines).extracting(line -> line.get("status").intValue()).containsExactly(412, 404);
    assertThat(rest.get("/v1/caches/c").status()).isEqualTo(404);
  }

  @Test
  void post_bytes_areBase64UnlessTheyAreText() {
    List<JsonNode> lines =
        rest.batch(
                "c",
                "{\"op\":\"put\",\"key\":\"a\",\"base64\":\"AP8=\"}",
                "{\"op\":\"put\",\"key\":\"b\",\"base64\":\"e30=\",\"contentType\":\"application/json\"}",
                "{\"op\":\"put\",\"key\":\"c\",\"base64\":\"/w==\",\"contentType\":\"text/plain\"}",
                "{\"op\":\"get\",\"key\":\"a\"}",
                "{\"op\":\"get\",\"key\":\"b\"}",
                "{\"op\":\"get\",\"key\":\"c\"}")
            .lines();
    assertThat(lines.get(3).get("base64").textValue()).isEqualTo("AP8=");
    assertThat(lines.get(3).get("contentType").textValue()).isEqualTo("application/octet-stream");
    assertThat(lines.get(4).get("value").textValue()).isEqualTo("{}");
    assertThat(lines.get(5).get("base64").textValue()).isEqualTo("/w==");
    assertThat(rest.get(ENTRIES + "/a").bytes()).containsExactly(0, 255);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "nope | malformed-json | 400",
        "[] | bad-request | 400",
        "{} | bad-request | 400",
        "{\"op\":\"get\"} | bad-request | 400",
        "{\"op\":\"get\",\"key\":5} | bad-request | 400",
        "{\"op\":\"peek\",\"key\":\"a\"} | bad-request | 400",
        "{\"op\":\"get\",\"key\":\"a\",\"value\":\"v\"} | bad-request | 400",
        "{\"op\":\"put\",\"key\":\"a\"} | bad-request | 400",
        "{\"op\":\"put\",\"key\":\"a\",\"value\":\"v\",\"base64\":\"AA==\"} | bad-request | 400",
        "{\"op\":\"put\",\"key\":\"a\",\"value\":5} | bad-request | 400",
        "{\"op\":\"put\",\"key\":\"a\",\"value\":\"\\ud800\"} | bad-request | 400",
        "{\"op\":\"put\",\"key\":\"a\",\"base64\":\"***\"} | bad-request | 400",
        "{\"op\":\"put\",\"key\":\"a\",\"value\":\"v\",\"contentType\":\"a\\r\\nb\"} | bad-request | 400",
        "{\"op\":\"put\",\"key\":\"a\",\"value\":\"v\",\"ttl\":\"0s\"} | invalid-duration | 400",
        "{\"op\":\"put\",\"key\":\"a\",\"value\":\"v\",\"tags\":[\"a b\"]} | invalid-tag | 400",
        "{\"op\":\"put\",\"key\":\"a\",\"value\":\"v\",\"tags\":\"a\"} | bad-request | 400",
        "{\"op\":\"get\",\"key\":\"\"} | invalid-key | 400",
        "{\"op\":\"get\",\"key\":\"..\"} | invalid-key | 400",
        "{\"op\":\"get\",\"key\":\"\\ud800\"} | invalid-key | 400",
        "{\"op\":\"increment\",\"key\":\"a\",\"delta\":1.5} | bad-request | 400",
        "{\"op\":\"get\",\"op\":\"get\",\"key\":\"a\"} | malformed-json | 400"
      })
  void post_lineWithoutSense_isRefusedAlone(String line, String problem, int status) {
    List<JsonNode> lines =
        rest.batch(
                "c",
                "{\"op\":\"put\",\"key\":\"x\",\"value\":\"v\"}",
                line,
                "{\"op\":\"get\",\"key\":\"x\"}")
            .lines();
    assertThat(lines).hasSize(3);
    assertThat(lines.get(1).get("status").intValue()).isEqualTo(status);
    assertThat(lines.get(1).get("problem").textValue()).isEqualTo(problem);
    assertThat(lines.get(2).get("value").textValue()).isEqualTo("v");
  }

  @Test
  void post_tooLongKeyOrTooLargeValue_isThatLinesProblem() {
    try (RestServer small = RestServer.start("max-value-size = 10")) {
      List<JsonNode> lines =
          small
              .client()
              .batch(
                  "c",
                  "{\"op\":\"get\",\"key\":\"" + "k".repeat(1025) + "\"}",
                  "{\"op\":\"put\",\"key\":\"a\",\"value\":\"12345678901\"}",
                  "{\"op\":\"put\",\"key\":\"a\",\"value\":\"1234567890\"}")
              .lines();
      assertThat(lines)
          .extracting(line -> line.get("status").intValue())
          .containsExactly(414, 413, 201);
    }
  }

  @Test
  void post_blankLinesAndCarriageReturns_areSkipped() {
    Rest.Answer post =
        rest.post(
            ENTRIES,
            "\n \r\n{\"op\":\"put\",\"key\":\"a\",\"value\":\"v\"}\r\n\t\n\n{\"op\":\"get\",\"key\":\"a\"}",
            "Content-Type",
            "application/x-ndjson; charset=utf-8");
    assertThat(post.lines()).hasSize(2);
    Rest.Answer nothing = rest.post(ENTRIES, "\n\n", "Content-Type", "application/x-ndjson");
    assertThat(nothing.status()).isEqualTo(200);
    assertThat(nothing.bytes()).isEmpty();
  }

  @Test
  void post_otherMediaType_isUnsupported() {
    assertThat(rest.postJson(ENTRIES, "{}").problem()).isEqualTo("unsupported-media-type");
    assertThat(rest.post(ENTRIES, "{}").status()).isEqualTo(415);
  }

  @Test
  void post_manyLines_areAllAnswered() {
    int count = 5_000;
    String[] lines =
        IntStream.range(0, count)
            .mapToObj(i -> "{\"op\":\"increment\",\"key\":\"k" + i % 7 + "\",\"delta\":1}")
            .toArray(String[]::new);
    List<JsonNode> answers = rest.batch("c", lines).lines();
    assertThat(answers).hasSize(count);
    for (int i = 0; i < count; i++) {
      assertThat(answers.get(i).get("value").longValue()).isEqualTo(i / 7 + 1);
    }
    await()
        .atMost(Duration.ofMinutes(1))
        .untilAsserted(
            () ->
                assertThat(rest.get("/metrics").text()).contains("aitta_http_requests_active 0.0"));
  }

  @Test
  void post_largeAnswers_areStreamed() {
    rest.put(ENTRIES + "/large", new byte[1 << 20]);
    String[] lines =
        IntStream.range(0, 40)
            .mapToObj(i -> "{\"op\":\"get\",\"key\":\"large\"}")
            .toArray(String[]::new);
    assertThat(rest.batch("c", lines).lines())
        .hasSize(40)
        .allSatisfy(line -> assertThat(line.get("base64").textValue()).hasSize(1_398_104));
  }

  @Test
  void post_firstGroup_isAnsweredBeforeTheNextIsCarriedOut() {
    AtomicReference<TestingGateway> gateway = new AtomicReference<>();
    try (RestServer gated = withGateway("", gateway);
        RawConnection raw = gated.connect()) {
      gateway.get().laterBatches = new CompletableFuture<>();
      String line = "{\"op\":\"get\",\"key\":\"a\"}\n";
      raw.send(
          "POST "
              + ENTRIES
              + " HTTP/1.1\r\nHost: a\r\nContent-Type: application/x-ndjson\r\nContent-Length: "
              + 600 * line.length()
              + "\r\n\r\n"
              + line.repeat(600));
      RawConnection.RawAnswer head = raw.readHead();
      assertThat(head.status()).isEqualTo(200);
      assertThat(raw.readChunk()).contains("cache-not-found");
      gateway.get().laterBatches.complete(null);
    }
  }

  @Test
  void post_ownerLost_waitsOnceForAllLines() {
    AtomicReference<TestingGateway> gateway = new AtomicReference<>();
    try (RestServer alone = withGateway("request-timeout = 200ms", gateway)) {
      gateway.get().lost = true;
      String[] lines =
          IntStream.range(0, 2_000)
              .mapToObj(i -> "{\"op\":\"increment\",\"key\":\"k" + i + "\"}")
              .toArray(String[]::new);
      assertThat(alone.client().batch("c", lines).lines())
          .hasSize(2_000)
          .allSatisfy(line -> assertThat(line.get("status").intValue()).isEqualTo(503));
      assertThat(gateway.get().batches.get()).isBetween(1, 3);
    }
  }

  @Test
  void post_cacheNotMadeInTime_nothingWasDone() {
    AtomicReference<TestingGateway> gateway = new AtomicReference<>();
    try (RestServer alone = withGateway("", gateway)) {
      gateway.get().cacheNotMade = Optional.of(new OutcomeUnknownException("not confirmed"));
      List<JsonNode> lines =
          alone
              .client()
              .batch(
                  "c",
                  "{\"op\":\"get\",\"key\":\"a\"}",
                  "{\"op\":\"put\",\"key\":\"a\",\"value\":\"v\"}")
              .lines();
      assertThat(lines).extracting(line -> line.get("status").intValue()).containsExactly(404, 503);
    }
  }

  @Test
  void post_nonsenseOfAnySize_isAnsweredBriefly() {
    String nonsense = "x".repeat(100_000);
    Rest.Answer post =
        rest.batch(
            "c",
            "{\"op\":\"put\",\"key\":\"a\",\"value\":\"v\",\"ttl\":\"" + nonsense + "\"}",
            "{\"op\":\"get\",\"key\":\"" + nonsense + "\"}",
            "{\"op\":\"" + nonsense + "\"}");
    assertThat(post.lines()).hasSize(3);
    assertThat(post.bytes()).hasSizeLessThan(6_000);
  }

  @Test
  void post_beyondTheLimit_isRefusedWithNothingDone() {
    try (RestServer small = RestServer.start("max-batch-size = 1000")) {
      String line = "{\"op\":\"put\",\"key\":\"a\",\"value\":\"" + "v".repeat(500) + "\"}";
      assertThat(small.client().batch("c", line, line).problem()).isEqualTo("value-too-large");
      assertThat(small.client().get("/v1/caches/c").status()).isEqualTo(404);
      try (RawConnection raw = small.connect()) {
        raw.send("POST " + ENTRIES + " HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n")
            .send("Content-Type: application/x-ndjson\r\n\r\n");
        String chunk = Integer.toHexString(line.length() + 1) + "\r\n" + line + "\n\r\n";
        raw.send(chunk).send(chunk).send("0\r\n\r\n");
        RawConnection.RawAnswer answer = raw.read();
        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.problem()).isEqualTo("value-too-large");
      }
    }
  }

  @Test
  void post_whatCannotBeDone_isToldLineByLine() {
    server.cache.failNext(new UnavailableException("its owner is lost"));
    List<JsonNode> lines =
        rest.batch("c", "{\"op\":\"get\",\"key\":\"a\"}", "oops", "{\"op\":\"get\",\"key\":\"b\"}")
            .lines();
    assertThat(lines)
        .extracting(line -> line.get("status").intValue())
        .containsExactly(503, 400, 503);
    assertThat(lines.get(0).get("problem").textValue()).isEqualTo("unavailable");
  }

  private static RestServer withGateway(String settings, AtomicReference<TestingGateway> gateway) {
    return RestServer.start(
        settings,
        cache -> {
          gateway.set(new TestingGateway(cache));
          return gateway.get();
        });
  }
}
