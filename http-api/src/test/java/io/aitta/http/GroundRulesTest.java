package io.aitta.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Paths, methods, connections, problem documents. */
final class GroundRulesTest {
  private static final String ENTRY = "/v1/caches/c/entries/k";

  private final RestServer server = RestServer.start();
  private final Rest rest = server.client();

  @AfterEach
  void stop() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/v1",
        "/v2/caches",
        "/v1/cache",
        "/V1/caches",
        "//v1/caches",
        "/v1/caches/c/entries/k/x",
        "/v1/caches/c/entries/k/ttl/x",
        "/v1/caches/c/nothing",
        "/health",
        "/metrics/",
        "/v1/cluster/"
      })
  void path_unknown_isNoResource(String path) {
    Rest.Answer get = rest.get(path);
    assertThat(get.status()).isEqualTo(404);
    assertThat(get.problem()).isEqualTo("no-such-resource");
  }

  @ParameterizedTest
  @EnumSource(Route.class)
  void method_thatDoesNotApply_isToldWhatDoes(Route route) {
    String path = route.template().replaceAll("[{}]", "");
    for (String method : new String[] {"PATCH", "OPTIONS", "POST", "DELETE", "PUT"}) {
      if (!route.methods().contains(method)) {
        Rest.Answer answer = rest.send(method, path, BodyPublishers.ofString("body"));
        assertThat(answer.status()).as(method).isEqualTo(405);
        assertThat(answer.problem()).isEqualTo("method-not-allowed");
        assertThat(answer.header("Allow")).hasValue(route.allow());
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Route.class)
  void head_goesWhereGetDoes(Route route) {
    rest.put("/v1/caches/cache/entries/key", "v");
    String path = route.template().replaceAll("[{}]", "");
    Rest.Answer head = rest.head(path);
    if (route.methods().contains("GET")) {
      assertThat(head.status()).isEqualTo(200);
      assertThat(head.header("Content-Length")).isPresent();
      assertThat(head.header("Content-Type")).isEqualTo(rest.get(path).header("Content-Type"));
    } else {
      assertThat(head.status()).isEqualTo(405);
    }
    assertThat(head.bytes()).isEmpty();
  }

  @Test
  void problem_hasEveryField() {
    Rest.Answer get = rest.get("/v1/caches/c/entries/%FF");
    assertThat(get.header("Content-Type")).hasValue("application/problem+json");
    assertThat(get.json().get("type").textValue()).isEqualTo("urn:aitta:problem:invalid-key");
    assertThat(get.json().get("title").textValue()).isNotBlank();
    assertThat(get.json().get("status").intValue()).isEqualTo(400);
    assertThat(get.detail()).isNotBlank();
    assertThat(get.json().get("cache").textValue()).isEqualTo("c");
    assertThat(get.json().get("key").textValue()).isEqualTo("%FF");
  }

  @Test
  void requests_pipelined_areAnsweredInOrder() {
    try (RawConnection raw = server.connect()) {
      StringBuilder pipeline = new StringBuilder();
      for (int i = 0; i < 50; i++) {
        pipeline.append(put(i)).append("GET " + ENTRY + " HTTP/1.1\r\nHost: a\r\n\r\n");
      }
      raw.send(pipeline.toString());
      for (int i = 0; i < 50; i++) {
        assertThat(raw.read().status()).isEqualTo(i == 0 ? 201 : 204);
        assertThat(raw.read().body()).isEqualTo("v" + i);
      }
    }
  }

  @Test
  void requests_behindAnUnfinishedBody_wait() {
    try (RawConnection raw = server.connect()) {
      raw.send("PUT " + ENTRY + " HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n");
      raw.send("3\r\nabc\r\n");
      raw.send("3\r\ndef\r\n0\r\n\r\nGET " + ENTRY + " HTTP/1.1\r\nHost: a\r\n\r\n");
      assertThat(raw.read().status()).isEqualTo(201);
      assertThat(raw.read().body()).isEqualTo("abcdef");
    }
  }

  @Test
  void head_onAKeptConnection_isFollowedByTheNext() {
    rest.put(ENTRY, "v".repeat(100_000));
    try (RawConnection raw = server.connect()) {
      raw.send("HEAD " + ENTRY + " HTTP/1.1\r\nHost: a\r\n\r\n");
      RawConnection.RawAnswer head = raw.readHead();
      assertThat(head.headers()).containsEntry("content-length", "100000");
      raw.send("HEAD /v1/cluster HTTP/1.1\r\nHost: a\r\n\r\n");
      assertThat(raw.readHead().status()).isEqualTo(200);
      raw.send("GET /health/live HTTP/1.1\r\nHost: a\r\n\r\n");
      assertThat(raw.read().body()).isEqualTo("{\"status\":\"live\"}");
    }
  }

  @Test
  void target_inAbsoluteForm_isTheSame() {
    rest.put(ENTRY, "v");
    try (RawConnection raw = server.connect()) {
      raw.send("GET http://elsewhere" + ENTRY + " HTTP/1.1\r\nHost: elsewhere\r\n\r\n");
      assertThat(raw.read().body()).isEqualTo("v");
    }
  }

  @Test
  void http2_byPriorKnowledge_servesTheSame() {
    String path = "/v1/caches/c/entries/a%2Fb%2B+%C3%A4";
    try (Http2Connection http2 = new Http2Connection(server.port())) {
      assertThat(http2.put(path, "value").body()).isEmpty();
      assertThat(http2.put(path, "other").status()).isEqualTo(204);
      assertThat(http2.get(path)).isEqualTo(new Http2Connection.Answer(200, "other"));
      assertThat(http2.head(path)).isEqualTo(new Http2Connection.Answer(200, ""));
      assertThat(http2.head("/v1/cluster")).isEqualTo(new Http2Connection.Answer(200, ""));
      assertThat(http2.get("/v1/caches/c/entries/none").status()).isEqualTo(404);
      assertThat(http2.get("/v1/caches/c/entries/%FF").status()).isEqualTo(400);
      assertThat(http2.get("/v1/caches/c/entries?limit=5&prefix=a%2F").body()).contains("a/b++ä");
      assertThat(http2.get("/v1/caches?oops=1").body()).contains("invalid-parameter");
    }
    assertThat(rest.get(path).text()).isEqualTo("other");
  }

  @Test
  void http2_headerOfTheRawUri_isNotThePath() {
    rest.put(ENTRY, "secret");
    try (Http2Connection http2 = new Http2Connection(server.port())) {
      Http2Connection.Answer live = http2.get("/health/live", "raw-request-uri", ENTRY);
      assertThat(live.status()).isEqualTo(200);
      assertThat(live.body()).doesNotContain("secret");
    }
  }

  @Test
  void http2_keyOfTwoDots_isRefusedAsOne() {
    try (Http2Connection http2 = new Http2Connection(server.port())) {
      Http2Connection.Answer put = http2.put("/v1/caches/c/entries/%2E%2E", "v");
      assertThat(put.status()).isEqualTo(400);
      assertThat(put.body()).contains("urn:aitta:problem:invalid-key");
    }
  }

  @Test
  void http2_frameOrHeadersBeyondAllBounds_endTheConnection() {
    try (Http2Connection http2 = new Http2Connection(server.port())) {
      http2.send(0, 0, 1, FrameHeads.MAX_FRAME + 1);
      assertThat(http2.isEnded()).isTrue();
    }
    try (Http2Connection http2 = new Http2Connection(server.port())) {
      http2.send(1, 0, 1, 10);
      for (int sent = 0; sent <= FrameHeads.MAX_HEADERS; sent += 8 * 1024) {
        http2.send(9, 0, 1, 8 * 1024);
      }
      assertThat(http2.isEnded()).isTrue();
    }
    assertThat(rest.get("/health/live").status()).isEqualTo(200);
    assertThat(rest.get("/metrics").text()).contains("aitta_http_frames_refused_total");
  }

  @Test
  void server_asAWhole_takesNoMethod() {
    try (RawConnection raw = server.connect()) {
      RawConnection.RawAnswer answer = raw.send("OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n").read();
      assertThat(answer.status()).isEqualTo(405);
      assertThat(answer.headers().get("allow")).contains("GET");
      assertThat(raw.send("GET http://a HTTP/1.1\r\nHost: a\r\n\r\n").read().status())
          .isEqualTo(404);
    }
  }

  @Test
  void http2_byUpgrade_goesOnInHttp11() throws Exception {
    HttpClient http2 = HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build();
    URI uri = URI.create("http://127.0.0.1:" + server.port() + ENTRY);
    HttpRequest put =
        HttpRequest.newBuilder(uri).PUT(BodyPublishers.ofByteArray(new byte[1 << 20])).build();
    HttpResponse<byte[]> response = http2.send(put, BodyHandlers.ofByteArray());
    assertThat(response.statusCode()).isEqualTo(201);
    assertThat(response.version()).isEqualTo(HttpClient.Version.HTTP_1_1);
    HttpRequest get = HttpRequest.newBuilder(uri).build();
    assertThat(http2.send(get, BodyHandlers.ofByteArray()).body()).hasSize(1 << 20);
  }

  private static String put(int i) {
    String value = "v" + i;
    return "PUT "
        + ENTRY
        + " HTTP/1.1\r\nHost: a\r\nContent-Length: "
        + value.length()
        + "\r\n\r\n"
        + value;
  }
}
