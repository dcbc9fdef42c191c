package io.aitta.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** A cache {@code c} over HTTP, as far as loads need it, with a plain LRU limit. */
final class TestingCacheServer implements AutoCloseable {
  private static final String CACHE = "/v1/caches/c";
  private static final ObjectMapper JSON = new ObjectMapper();

  /** An entry. */
  record Stored(String contentType, String text) {}

  final List<String> configurations = Collections.synchronizedList(new ArrayList<>());
  final List<String> written = Collections.synchronizedList(new ArrayList<>());
  final AtomicInteger answers503 = new AtomicInteger();
  private final Map<String, Stored> entries = new LinkedHashMap<>(16, 0.75f, true);
  private final ExecutorService executor = Executors.newFixedThreadPool(8);
  private final HttpServer server;
  private int limit = Integer.MAX_VALUE;

  TestingCacheServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.setExecutor(executor);
    server.start();
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  synchronized Map<String, Stored> entries() {
    return Map.copyOf(entries);
  }

  @Override
  public void close() {
    server.stop(0);
    executor.shutdownNow();
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getRawPath();
    String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
    if (path.equals("/v1/caches")) {
      reply(exchange, 200, "{\"caches\":[]}");
    } else if (answers503.getAndUpdate(n -> Math.max(0, n - 1)) > 0) {
      reply(exchange, 503, "{\"detail\":\"moving\"}");
    } else if (path.equals(CACHE)) {
      configure(exchange, body);
    } else if (path.equals(CACHE + "/entries")) {
      reply(exchange, 200, batch(body));
    } else {
      String key = URLDecoder.decode(path.substring((CACHE + "/entries/").length()), UTF_8);
      entry(exchange, key, body);
    }
  }

  private void configure(HttpExchange exchange, String body) throws IOException {
    configurations.add(exchange.getRequestMethod() + body);
    if (body.contains("666")) {
      reply(exchange, 422, "{\"detail\":\"maxEntries is odd\"}");
      return;
    }
    synchronized (this) {
      if (exchange.getRequestMethod().equals("DELETE")) {
        entries.clear();
      } else {
        limit = JSON.readTree(body).path("maxEntries").asInt(Integer.MAX_VALUE);
      }
    }
    reply(exchange, 200, "");
  }

  private void entry(HttpExchange exchange, String key, String body) throws IOException {
    if (exchange.getRequestMethod().equals("PUT")) {
      put(key, new Stored(exchange.getRequestHeaders().getFirst("Content-Type"), body));
      reply(exchange, 201, "");
    } else {
      Stored stored;
      synchronized (this) {
        stored = entries.get(key);
      }
      reply(exchange, stored == null ? 404 : 200, stored == null ? "" : stored.text());
    }
  }

  private String batch(String body) throws IOException {
    StringBuilder answers = new StringBuilder();
    for (String line : body.lines().toList()) {
      JsonNode operation = JSON.readTree(line);
      String key = operation.path("key").asText();
      if (key.startsWith("refused")) {
        answers.append("{\"status\":507,\"problem\":\"over-budget\"}\n");
      } else {
        put(
            key,
            new Stored(
                operation.path("contentType").asText("text/plain; charset=utf-8"),
                operation.path("value").asText()));
        answers.append("{\"status\":201}\n");
      }
    }
    return answers.toString();
  }

  private synchronized void put(String key, Stored stored) {
    written.add(key + "=" + stored.text());
    entries.put(key, stored);
    while (entries.size() > limit) {
      entries.remove(entries.keySet().iterator().next());
    }
  }

  private static void reply(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(UTF_8);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }
}
