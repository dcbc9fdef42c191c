package io.aitta.transfer;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.aitta.http.RestServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A node over a cache in this JVM, and what is in that cache. */
final class TestingCluster implements AutoCloseable {
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private static final ObjectMapper JSON = new ObjectMapper();

  final RestServer server;

  private TestingCluster(RestServer server) {
    this.server = server;
  }

  static TestingCluster start() {
    return new TestingCluster(RestServer.start());
  }

  static TestingCluster of(RestServer server) {
    return new TestingCluster(server);
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + server.port());
  }

  @Override
  public void close() {
    server.close();
  }

  /** Puts an entry into the cache {@code c}. */
  TestingCluster put(String key, byte[] value, String type, String query) {
    String path = "/v1/caches/c/entries/" + URLEncoder.encode(key, UTF_8).replace("+", "%20");
    HttpResponse<byte[]> put =
        send(
            HttpRequest.newBuilder(address().resolve(path + query))
                .header("Content-Type", type)
                .PUT(BodyPublishers.ofByteArray(value)));
    if (put.statusCode() >= 400) {
      throw new AssertionError(put.statusCode() + " " + new String(put.body(), UTF_8));
    }
    return this;
  }

  TestingCluster put(String key, String value) {
    return put(key, value.getBytes(UTF_8), "text/plain", "");
  }

  /** Puts entries {@code k0}, {@code k1}... */
  TestingCluster fill(int count) {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < count; i++) {
      lines.append("{\"op\":\"put\",\"key\":\"k%d\",\"value\":\"v%d\"}%n".formatted(i, i));
    }
    send(
        HttpRequest.newBuilder(address().resolve("/v1/caches/c/entries"))
            .header("Content-Type", "application/x-ndjson")
            .POST(BodyPublishers.ofString(lines.toString())));
    return this;
  }

  TestingCluster configure(String cache, String json) {
    send(
        HttpRequest.newBuilder(address().resolve("/v1/caches/" + cache))
            .header("Content-Type", "application/json")
            .PUT(BodyPublishers.ofString(json)));
    return this;
  }

  String configuration(String cache) {
    return new String(
        send(HttpRequest.newBuilder(address().resolve("/v1/caches/" + cache))).body(), UTF_8);
  }

  void delete(String path) {
    send(HttpRequest.newBuilder(address().resolve(path)).DELETE());
  }

  /** All that the listing tells of each entry, but for its version. */
  Map<String, String> entries(String cache) {
    Map<String, String> entries = new TreeMap<>();
    Optional<String> next =
        Optional.of("/v1/caches/" + cache + "/entries?limit=10000&values=true&details=true");
    while (next.isPresent()) {
      HttpResponse<byte[]> page = send(HttpRequest.newBuilder(address().resolve(next.get())));
      for (String line : new String(page.body(), UTF_8).lines().toList()) {
        ObjectNode entry = (ObjectNode) parse(line);
        entry.remove("etag");
        entries.put(entry.path("key").asText(), entry.toString());
      }
      next = page.headers().firstValue("Link").map(link -> link.substring(1, link.indexOf('>')));
    }
    return entries;
  }

  static JsonNode parse(String json) {
    try {
      return JSON.readTree(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static HttpResponse<byte[]> send(HttpRequest.Builder request) {
    try {
      return HTTP.send(request.build(), BodyHandlers.ofByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
