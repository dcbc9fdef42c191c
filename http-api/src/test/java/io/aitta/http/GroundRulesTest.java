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
  void http2_byUpgrade_servesTheSame() throws Exception {
    HttpClient http2 = HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build();
    String path = "/v1/caches/c/entries/a%2Fb%2B+%C3%A4";
    HttpResponse<String> put =
        send(http2, "PUT", path, BodyPublishers.ofString("x".repeat(200_000)));
    HttpResponse<String> get = send(http2, "GET", path, BodyPublishers.noBody());
    assertThat(put.statusCode()).isEqualTo(201);
    assertThat(get.version()).isEqualTo(HttpClient.Version.HTTP_2);
    assertThat(get.body()).hasSize(200_000);
    HttpResponse<String> head = send(http2, "HEAD", path, BodyPublishers.noBody());
    assertThat(head.statusCode()).isEqualTo(200);
    assertThat(head.headers().firstValue("content-length")).hasValue("200000");
    assertThat(send(http2, "PUT", path, BodyPublishers.ofString("y")).statusCode()).isEqualTo(204);
    assertThat(send(http2, "GET", "/v1/caches/c/entries/%FF", BodyPublishers.noBody()).statusCode())
        .isEqualTo(400);
    assertThat(
            send(http2, "GET", "/v1/caches/c/entries/%2e%2e", BodyPublishers.noBody()).statusCode())
        .isEqualTo(400);
    assertThat(
            send(http2, "GET", "/v1/caches/c/entries?limit=5", BodyPublishers.noBody())
                .statusCode())
        .isEqualTo(200);
    assertThat(rest.get("/v1/caches/c/entries").lines().get(0).get("key").textValue())
        .isEqualTo("a/b++ä");
  }

  private HttpResponse<String> send(
      HttpClient client, String method, String path, HttpRequest.BodyPublisher body)
      throws Exception {
    URI uri = URI.create("http://127.0.0.1:" + server.port() + path);
    return client.send(
        HttpRequest.newBuilder(uri).method(method, body).build(), BodyHandlers.ofString());
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
