package io.aitta.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** A cache of one cache that answers as the REST interface does; GETs in chunks on demand. */
final class TestingServer implements AutoCloseable {
  static {
    // Its responses take two writes, which wait for each other otherwise.
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  private final HttpServer server;
  private final ExecutorService threads = Executors.newFixedThreadPool(8);
  private final Map<String, byte[]> entries = new ConcurrentHashMap<>();
  private final Map<String, AtomicLong> counters = new ConcurrentHashMap<>();
  private final AtomicLong requests = new AtomicLong();
  private volatile boolean chunked;
  private volatile int brokenStatus;
  private final AtomicInteger putOff = new AtomicInteger();
  private volatile boolean forgetful;
  private volatile Optional<ProcessHandle> neighbour = Optional.empty();
  private volatile boolean copies = true;
  private final AtomicLong looks = new AtomicLong();

  TestingServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  long requests() {
    return requests.get();
  }

  Map<String, byte[]> entries() {
    return entries;
  }

  long counted() {
    return counters.values().stream().mapToLong(AtomicLong::get).sum();
  }

  /** Answers in chunks from now on. */
  void answerInChunks() {
    chunked = true;
  }

  /** Answers every request with this status from now on. */
  void answerOnly(int status) {
    brokenStatus = status;
  }

  /** Keeps nothing, and answers half of a batch, from now on. */
  void forget() {
    forgetful = true;
  }

  /** Takes nothing of the next batches, as an overloaded node. */
  void putOff(int batches) {
    putOff.set(batches);
  }

  /**
   * Answers as a node of two, whose copies are complete again some looks after the other's end;
   * each look finds a megabyte more to be copied.
   */
  void hasNeighbour(ProcessHandle other) {
    neighbour = Optional.of(other);
  }

  /** Makes no copies from now on. */
  void forgetCopies() {
    copies = false;
  }

  private void handle(HttpExchange exchange) throws IOException {
    requests.incrementAndGet();
    byte[] body = exchange.getRequestBody().readAllBytes();
    String path = exchange.getRequestURI().getPath();
    if (brokenStatus != 0) {
      answer(exchange, brokenStatus, "broken".getBytes(UTF_8));
      return;
    }
    if (path.equals("/v1/cluster")) {
      answer(exchange, 200, cluster().getBytes(UTF_8));
      return;
    }
    if (path.equals("/metrics")) {
      answer(exchange, 200, metrics().getBytes(UTF_8));
      return;
    }
    switch (exchange.getRequestMethod()) {
      case "GET" -> get(exchange, forgetful ? null : entries.get(path));
      case "PUT" -> answer(exchange, entries.put(path, body) == null ? 201 : 204, new byte[0]);
      case "DELETE" -> answer(exchange, entries.remove(path) == null ? 404 : 204, new byte[0]);
      default -> post(exchange, path, body);
    }
  }

  private String cluster() {
    boolean alive = neighbour.orElseThrow().isAlive();
    long looked = alive ? 0 : looks.incrementAndGet();
    return """
        {"partitions":{"unavailable":0,"underReplicated":%d},
         "members":[{"reachable":true},{"reachable":%s}]}"""
        .formatted(alive || (copies && looked > 3) ? 0 : 7, alive);
  }

  private String metrics() {
    long looked = neighbour.orElseThrow().isAlive() ? 0 : looks.incrementAndGet();
    return "# TYPE other counter\nother 3\naitta_replicas_catch_up_bytes_total %s\n"
        .formatted((double) (1_000_000 * (5 + looked)));
  }

  private void get(HttpExchange exchange, byte[] value) throws IOException {
    answer(exchange, value == null ? 404 : 200, value == null ? new byte[0] : value);
  }

  private void post(HttpExchange exchange, String path, byte[] body) throws IOException {
    if (path.endsWith("/increment")) {
      long value = counters.computeIfAbsent(path, p -> new AtomicLong()).incrementAndGet();
      answer(exchange, 200, ("{\"value\":" + value + "}").getBytes(UTF_8));
    } else {
      int status = putOff.getAndDecrement() > 0 ? 503 : 200;
      String line = "{\"key\":\"k\",\"status\":" + status + "}\n";
      long lines = new String(body, UTF_8).lines().count();
      answer(exchange, 200, line.repeat((int) (forgetful ? lines / 2 : lines)).getBytes(UTF_8));
    }
  }

  private void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
    boolean empty = status == 204;
    exchange.sendResponseHeaders(status, empty ? -1 : chunked ? 0 : lengthOf(body));
    if (!empty) {
      exchange.getResponseBody().write(body);
    }
    exchange.close();
  }

  private static long lengthOf(byte[] body) {
    return body.length == 0 ? -1 : body.length;
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
