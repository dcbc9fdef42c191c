package io.aitta.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** A cache {@code c} over HTTP, as far as loads need it, with a plain LRU limit. */
public final class TestingCacheServer implements AutoCloseable {
  static {
    // Its responses take two writes, which wait for each other otherwise.
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  private static final String CACHE = "/v1/caches/c";
  private static final String TEXT = "text/plain; charset=utf-8";
  private static final int OUTCOME_UNKNOWN = 504;
  private static final ObjectMapper JSON = new ObjectMapper();

  /** An entry. */
  public record Stored(String contentType, String text) {}

  final List<String> configurations = Collections.synchronizedList(new ArrayList<>());
  final List<String> written = Collections.synchronizedList(new ArrayList<>());
  final AtomicInteger answers503 = new AtomicInteger();
  final AtomicInteger answersToLose = new AtomicInteger();
  volatile String title = "Aitta";
  private final Map<String, Deque<Integer>> lineAnswers = new HashMap<>();
  private final Map<String, Stored> entries = new LinkedHashMap<>(16, 0.75f, true);
  private final ExecutorService executor = Executors.newFixedThreadPool(8);
  private final HttpServer server;
  private String configuration = "";
  private int limit = Integer.MAX_VALUE;

  public TestingCacheServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.setExecutor(executor);
    server.start();
  }

  public URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  public synchronized Map<String, Stored> entries() {
    return Map.copyOf(entries);
  }

  /** Has the next lines of a key answered so; 504 after it was done, all else with nothing done. */
  synchronized void answerLines(String key, Integer... statuses) {
    lineAnswers.put(key, new ArrayDeque<>(List.of(statuses)));
  }

  /** Gives the cache a configuration. */
  synchronized void configured(String json) {
    configuration = json;
  }

  @Override
  public void close() {
    server.stop(0);
    executor.shutdownNow();
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getRawPath();
    String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
    if (path.equals("/health/live")) {
      reply(exchange, 200, "{\"status\":\"live\"}");
    } else if (path.equals("/openapi.json")) {
      reply(exchange, 200, "{\"info\":{\"title\":\"" + title + "\"}}");
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

  private synchronized void configure(HttpExchange exchange, String body) throws IOException {
    String method = exchange.getRequestMethod();
    if (method.equals("GET")) {
      reply(exchange, configuration.isEmpty() ? 404 : 200, configuration);
      return;
    }
    configurations.add(method + body);
    if (body.contains("666")) {
      reply(exchange, 422, "{\"detail\":\"maxEntries is odd\"}");
      return;
    }
    configuration = body;
    if (method.equals("DELETE")) {
      entries.clear();
    } else {
      limit = JSON.readTree(body).path("maxEntries").asInt(Integer.MAX_VALUE);
    }
    reply(exchange, 200, "");
  }

  private void entry(HttpExchange exchange, String key, String body) throws IOException {
    int status = nextAnswer(key);
    if (status != 0) {
      reply(exchange, status, "{\"detail\":\"told so\"}");
    } else if (exchange.getRequestMethod().equals("PUT")) {
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
      int status = nextAnswer(operation.path("key").asText());
      int done = status == 0 || status == OUTCOME_UNKNOWN ? apply(operation) : 0;
      ObjectNode answer = JSON.createObjectNode().put("status", status == 0 ? done : status);
      answers.append(status == 0 ? answer : answer.put("detail", "told so")).append('\n');
    }
    return answers.toString();
  }

  private synchronized int nextAnswer(String key) {
    Integer next = lineAnswers.getOrDefault(key, new ArrayDeque<>()).poll();
    return next != null ? next : key.startsWith("refused") ? 507 : 0;
  }

  private synchronized int apply(JsonNode operation) {
    String key = operation.path("key").asText();
    switch (operation.path("op").asText()) {
      case "put" ->
          put(
              key,
              new Stored(
                  operation.path("contentType").asText(TEXT), operation.path("value").asText()));
      case "delete" -> {
        return entries.remove(key) == null ? 404 : 204;
      }
      case "increment" -> {
        int before = Integer.parseInt(entries.getOrDefault(key, new Stored(TEXT, "0")).text());
        put(key, new Stored(TEXT, Integer.toString(before + 1)));
      }
      default -> {
        return 400;
      }
    }
    return 201;
  }

  private synchronized void put(String key, Stored stored) {
    written.add(key + "=" + stored.text());
    entries.put(key, stored);
    while (entries.size() > limit) {
      entries.remove(entries.keySet().iterator().next());
    }
  }

  private void reply(HttpExchange exchange, int status, String body) throws IOException {
    boolean entries = exchange.getRequestURI().getPath().startsWith(CACHE + "/entries");
    if (entries && answersToLose.getAndUpdate(n -> Math.max(0, n - 1)) > 0) {
      exchange.close();
      return;
    }
    byte[] bytes = body.getBytes(UTF_8);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }
}
