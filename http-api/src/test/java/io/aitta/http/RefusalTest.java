package io.aitta.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.aitta.gateway.CacheException;
import io.aitta.gateway.NoQuorumException;
import io.aitta.gateway.OutcomeUnknownException;
import io.aitta.gateway.OverloadedException;
import io.aitta.gateway.TooLargeException;
import io.aitta.gateway.UnavailableException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** When it cannot be done. */
final class RefusalTest {
  private static final String ENTRY = "/v1/caches/c/entries/k";

  /** More than the network holds of an answer that is not read. */
  private static final int LARGE = 8_000_000;

  private static final Duration PATIENCE = Duration.ofMinutes(1);

  /** So long that nothing is cut off that is only slow. */
  private static final String STOPS_LATE = "stop-timeout = 2m";

  static Stream<Arguments> failures() {
    return Stream.of(
        Arguments.of(new UnavailableException("its owner is lost"), 503, "unavailable"),
        Arguments.of(new NoQuorumException("alone"), 503, "no-quorum"),
        Arguments.of(new OverloadedException("full"), 503, "overloaded"),
        Arguments.of(new TooLargeException("fits no message"), 413, "value-too-large"),
        Arguments.of(new OutcomeUnknownException("no answer came"), 504, "outcome-unknown"));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void failure_ofTheCluster_isItsProblem(CacheException failure, int status, String problem) {
    try (RestServer server = RestServer.start()) {
      server.cache.failNext(failure);
      Rest.Answer put = server.client().put(ENTRY, "v");
      assertThat(put.status()).isEqualTo(status);
      assertThat(put.problem()).isEqualTo(problem);
      assertThat(put.detail()).isEqualTo(failure.getMessage());
      assertThat(put.header("Retry-After").isPresent()).isEqualTo(status == 503);
      assertThat(put.json().has("retryAfterMs")).isEqualTo(status == 503);
      assertThat(put.json().get("key").textValue()).isEqualTo("k");
    }
  }

  @Test
  void bug_isAnInternalErrorWithoutATrace() {
    AtomicReference<TestingGateway> gateway = new AtomicReference<>();
    try (RestServer server = withGate("", gateway)) {
      gateway.get().bug = new IllegalStateException("secret of the house");
      Rest.Answer get = server.client().get(ENTRY);
      assertThat(get.status()).isEqualTo(500);
      assertThat(get.problem()).isEqualTo("internal-error");
      assertThat(get.text()).doesNotContain("secret").doesNotContain("Exception");
    }
  }

  @Test
  void requests_moreThanMayBe_areRefusedAtOnceAndHealthIsNot() {
    AtomicReference<TestingGateway> gateway = new AtomicReference<>();
    try (RestServer server = withGate("max-requests = 2, request-timeout = 7s", gateway)) {
      CompletableFuture<Integer> first = inBackground(server);
      CompletableFuture<Integer> second = inBackground(server);
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () ->
                  assertThat(server.client().get("/metrics").text())
                      .contains("aitta_http_requests_active 2.0"));
      Rest.Answer third = server.client().get(ENTRY);
      assertThat(third.status()).isEqualTo(503);
      assertThat(third.problem()).isEqualTo("overloaded");
      assertThat(third.header("Retry-After")).isPresent();
      assertThat(server.client().get("/health/live").status()).isEqualTo(200);
      assertThat(server.client().get("/health/ready").status()).isEqualTo(200);
      gateway.get().letGo();
      assertThat(first.join()).isEqualTo(404);
      assertThat(second.join()).isEqualTo(404);
      assertThat(server.client().get(ENTRY).status()).isEqualTo(404);
      assertThat(gateway.get().timeout).isEqualTo(Duration.ofSeconds(7));
    }
  }

  @Test
  void stop_answersWhatWasTaken() {
    AtomicReference<TestingGateway> gateway = new AtomicReference<>();
    try (RestServer server = withGate(STOPS_LATE, gateway)) {
      CompletableFuture<Integer> taken = inBackground(server);
      await().atMost(PATIENCE).until(() -> gateway.get().timeout != null);
      CompletableFuture<Void> stopped = server.stop().toCompletableFuture();
      gateway.get().letGo();
      assertThat(taken.join()).isEqualTo(404);
      assertThat(stopped).succeedsWithin(PATIENCE);
    }
  }

  @Test
  void close_waitsForNobody() {
    AtomicReference<TestingGateway> gateway = new AtomicReference<>();
    try (RestServer server = withGate("stop-timeout = 1h", gateway)) {
      CompletableFuture<Integer> taken = inBackground(server);
      await().until(() -> gateway.get().timeout != null);
      assertThat(taken).isNotDone();
      assertThat(server.server().close().toCompletableFuture())
          .succeedsWithin(Duration.ofMinutes(1));
      gateway.get().letGo();
    }
  }

  @Test
  void stop_sendsAnswersToTheirEndAndTellsOthersThatItLeaves() {
    byte[] large = new byte[LARGE];
    try (RestServer server = RestServer.start(STOPS_LATE);
        RawConnection slow = server.connect();
        RawConnection other = server.connect()) {
      server.client().put(ENTRY, large);
      slow.send(get());
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () ->
                  assertThat(server.client().get("/metrics").text())
                      .contains("aitta_http_requests_active 1.0"));
      CompletableFuture<Void> stopped = server.stop().toCompletableFuture();
      RawConnection.RawAnswer refused = other.send(get()).read();
      assertThat(refused.status()).isEqualTo(503);
      assertThat(refused.problem()).isEqualTo("unavailable");
      assertThat(refused.headers()).containsEntry("connection", "close").containsKey("retry-after");
      assertThat(server.client().get("/health/live").status()).isEqualTo(200);
      assertThat(slow.read().body()).hasSize(LARGE);
      assertThat(stopped).succeedsWithin(PATIENCE);
    }
  }

  @Test
  void answers_moreBytesThanMayBe_areRefusedUntilTheyAreRead() {
    try (RestServer server = RestServer.start("max-buffered-bytes = 12 MiB");
        RawConnection slow = server.connect()) {
      server.client().put(ENTRY, new byte[LARGE]);
      slow.send(get());
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () ->
                  assertThat(server.client().get("/metrics").text())
                      .contains("aitta_http_answers_bytes 8000000.0"));
      Rest.Answer second = server.client().get(ENTRY);
      assertThat(second.status()).isEqualTo(503);
      assertThat(second.problem()).isEqualTo("overloaded");
      assertThat(slow.read().body()).hasSize(LARGE);
      assertHealthy(server);
      assertThat(server.client().get(ENTRY).bytes()).hasSize(LARGE);
    }
  }

  @Test
  void requests_refused_leaveTheHouseToOthers() {
    AtomicReference<TestingGateway> gateway = new AtomicReference<>();
    try (RestServer server = withGate("max-requests = 1", gateway);
        RawConnection refused = server.connect()) {
      CompletableFuture<Integer> first = inBackground(server);
      await().atMost(PATIENCE).until(() -> gateway.get().timeout != null);
      refused.send(head("Content-Length: 10"));
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () ->
                  assertThat(server.client().get("/metrics").text())
                      .contains("aitta_http_overloads_total 1.0")
                      .contains("aitta_http_requests_active 1.0"));
      gateway.get().letGo();
      assertThat(first.join()).isEqualTo(404);
      assertThat(refused.read().problem()).isEqualTo("overloaded");
    }
  }

  @Test
  void write_cacheNotMadeInTime_wasNotDone() {
    AtomicReference<TestingGateway> gateway = new AtomicReference<>();
    try (RestServer server = withGate("", gateway)) {
      gateway.get().letGo();
      gateway.get().cacheNotMade = Optional.of(new OutcomeUnknownException("not confirmed"));
      Rest.Answer put = server.client().put(ENTRY, "v");
      assertThat(put.status()).isEqualTo(503);
      assertThat(put.problem()).isEqualTo("unavailable");
      assertThat(put.detail()).contains("nothing was written");
    }
  }

  @Test
  void body_tooLarge_isRefusedHoweverItIsSent() {
    try (RestServer server = RestServer.start("max-value-size = 100000")) {
      byte[] large = new byte[5_000_000];
      Rest.Answer put = server.client().put(ENTRY, large);
      assertThat(put.status()).isEqualTo(413);
      assertThat(put.problem()).isEqualTo("value-too-large");
      try (RawConnection raw = server.connect()) {
        raw.send(head("Transfer-Encoding: chunked"));
        for (int i = 0; i < 20; i++) {
          raw.send("2710\r\n").send(new byte[10_000]).send("\r\n");
        }
        raw.send("0\r\n\r\n");
        assertThat(raw.read().problem()).isEqualTo("value-too-large");
        assertThat(raw.send(get()).read().status()).isEqualTo(404);
      }
      assertThat(server.client().get("/v1/caches").json().get("caches")).isEmpty();
    }
  }

  @Test
  void body_announcedFarTooLarge_isRefusedWithoutReadingIt() {
    try (RestServer server = RestServer.start();
        RawConnection raw = server.connect()) {
      raw.send(head("Content-Length: 99999999999"));
      RawConnection.RawAnswer answer = raw.read();
      assertThat(answer.status()).isEqualTo(413);
      assertThat(answer.problem()).isEqualTo("value-too-large");
      assertThat(raw.isClosed()).isTrue();
    }
  }

  @Test
  void body_expectContinue_isAskedForOrRefused() {
    try (RestServer server = RestServer.start("max-value-size = 1000")) {
      try (RawConnection raw = server.connect()) {
        raw.send(head("Content-Length: 3\r\nExpect: 100-continue"));
        assertThat(raw.read().status()).isEqualTo(100);
        assertThat(raw.send("abc").read().status()).isEqualTo(201);
        assertThat(raw.send(get()).read().body()).isEqualTo("abc");
      }
      try (RawConnection raw = server.connect()) {
        raw.send(head("Content-Length: 1001\r\nExpect: 100-continue"));
        assertThat(raw.read().problem()).isEqualTo("value-too-large");
      }
    }
  }

  @Test
  void body_thatDoesNotCome_isGivenUp() {
    try (RestServer server = RestServer.start("body-timeout = 300ms");
        RawConnection raw = server.connect()) {
      raw.send(head("Content-Length: 10")).send("half");
      RawConnection.RawAnswer answer = raw.read();
      assertThat(answer.status()).isEqualTo(408);
      assertThat(answer.problem()).isEqualTo("request-timeout");
      assertThat(raw.isClosed()).isTrue();
      assertHealthy(server);
    }
  }

  @Test
  void body_cutShort_storesNothing() {
    try (RestServer server = RestServer.start()) {
      try (RawConnection raw = server.connect()) {
        raw.send(head("Content-Length: 10")).send("half").endSending();
        assertThat(raw.isClosed()).isTrue();
      }
      assertHealthy(server);
      assertThat(server.client().get("/v1/caches").json().get("caches")).isEmpty();
    }
  }

  @Test
  void bodies_moreBytesThanMayBe_areRefused() {
    try (RestServer server =
            RestServer.start("max-buffered-bytes = 1000000, max-value-size = 800000");
        RawConnection first = server.connect();
        RawConnection second = server.connect()) {
      first.send(head("Content-Length: 600000")).send(new byte[599_999]);
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () ->
                  assertThat(server.client().get("/metrics").text())
                      .contains("aitta_http_bodies_bytes 600000.0"));
      second.send(head("Content-Length: 600000")).send(new byte[600_000]);
      RawConnection.RawAnswer answer = second.read();
      assertThat(answer.status()).isEqualTo(503);
      assertThat(answer.problem()).isEqualTo("overloaded");
      assertThat(answer.headers()).containsKey("retry-after");
      assertThat(first.send("v").read().status()).isEqualTo(201);
      assertHealthy(server);
    }
  }

  @Test
  void body_ofARefusedRequest_leavesTheConnectionUsable() {
    try (RestServer server = RestServer.start();
        RawConnection raw = server.connect()) {
      raw.send(
          "PUT /v1/caches/c/entries/k?oops=1 HTTP/1.1\r\nHost: a\r\nContent-Length: 6\r\n\r\n");
      raw.send("abc").send("def");
      assertThat(raw.read().problem()).isEqualTo("invalid-parameter");
      assertThat(raw.send(get()).read().status()).isEqualTo(404);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /v1/caches HTTP/1.1\r\n\r\n",
        "GET /v1/caches HTTP/1.1\r\nHost: a\r\nno colon\r\n\r\n",
        "GET /v1/caches HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n",
        "PUT /v1/caches/c/entries/k HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
        "PUT /v1/caches/c/entries/k HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n",
        "PUT /v1/caches/c/entries/k HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        "GET /%zz HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET {} HTTP/1.1\r\nHost: a\r\n\r\n",
        "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003\r\n\r\n"
      })
  void garbage_isABadRequest(String garbage) {
    try (RestServer server = RestServer.start();
        RawConnection raw = server.connect()) {
      RawConnection.RawAnswer answer = raw.send(garbage).read();
      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.problem()).isEqualTo("bad-request");
      assertHealthy(server);
    }
  }

  @Test
  void head_tooLargeOrUnknown_isTold() {
    try (RestServer server = RestServer.start()) {
      try (RawConnection raw = server.connect()) {
        raw.send("GET /v1/caches HTTP/1.1\r\nHost: a\r\nX: " + "x".repeat(10_000) + "\r\n\r\n");
        assertThat(raw.read().status()).isIn(400, 431);
      }
      try (RawConnection raw = server.connect()) {
        RawConnection.RawAnswer answer =
            raw.send("BREW /v1/caches HTTP/1.1\r\nHost: a\r\n\r\n").read();
        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.problem()).isEqualTo("method-not-allowed");
        assertThat(answer.headers()).containsKey("allow");
      }
      try (RawConnection raw = server.connect()) {
        RawConnection.RawAnswer answer =
            raw.send("GET /v1/caches HTTP/4.2\r\nHost: a\r\n\r\n").read();
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.problem()).isEqualTo("bad-request");
      }
      assertHealthy(server);
    }
  }

  private static RestServer withGate(String settings, AtomicReference<TestingGateway> gateway) {
    return RestServer.start(
        settings,
        cache -> {
          gateway.set(new TestingGateway(cache));
          return gateway.get();
        });
  }

  private static CompletableFuture<Integer> inBackground(RestServer server) {
    CompletableFuture<Integer> status = new CompletableFuture<>();
    Thread caller = new Thread(() -> status.complete(server.client().get(ENTRY).status()));
    caller.setDaemon(true);
    caller.start();
    return status.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS);
  }

  private static void assertHealthy(RestServer server) {
    assertThat(server.client().get("/health/ready").status()).isEqualTo(200);
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(server.client().get("/metrics").text())
                    .contains("aitta_http_requests_active 0.0")
                    .contains("aitta_http_bodies_bytes 0.0"));
  }

  private static String head(String header) {
    return "PUT " + ENTRY + " HTTP/1.1\r\nHost: a\r\n" + header + "\r\n\r\n";
  }

  private static String get() {
    return "GET " + ENTRY + " HTTP/1.1\r\nHost: a\r\n\r\n";
  }
}
