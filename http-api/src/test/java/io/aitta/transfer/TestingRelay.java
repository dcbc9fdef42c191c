package io.aitta.transfer;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Stands between a client and a node: passes on what is asked and answered, in small pages, and
 * fails where it is told to.
 */
public final class TestingRelay implements AutoCloseable {
  static {
    // Its responses take two writes, which wait for each other otherwise.
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  /** The status that stands for a connection that is cut, after the node was asked. */
  public static final int CUT = 0;

  /** The status that stands for passing on. */
  public static final int PASS = -1;

  /** What is done with a request. */
  @FunctionalInterface
  public interface Rule {
    int status(String method, String target, String body);
  }

  final List<String> asked = Collections.synchronizedList(new ArrayList<>());
  volatile Rule rule = (method, target, body) -> PASS;
  volatile String clusterView = "";
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final ExecutorService executor = Executors.newFixedThreadPool(8);
  private final HttpServer server;
  private final int nodePort;
  private final int pageLimit;

  /**
   * Stands before a node.
   *
   * @param pageLimit how many entries a page has at most
   */
  public TestingRelay(int nodePort, int pageLimit) throws IOException {
    this.nodePort = nodePort;
    this.pageLimit = pageLimit;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::relay);
    server.setExecutor(executor);
    server.start();
  }

  public URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  @Override
  public void close() {
    server.stop(0);
    executor.shutdownNow();
  }

  /** What is done with requests from now on. */
  public void rule(Rule wanted) {
    rule = wanted;
  }

  /** How many requests there were whose target has this in it. */
  long askedFor(String part) {
    return List.copyOf(asked).stream().filter(target -> target.contains(part)).count();
  }

  private void relay(HttpExchange exchange) throws IOException {
    String method = exchange.getRequestMethod();
    String target = exchange.getRequestURI().toString();
    byte[] body = exchange.getRequestBody().readAllBytes();
    asked.add(method + " " + target);
    int status = rule.status(method, target, new String(body, UTF_8));
    if (target.equals("/v1/cluster") && !clusterView.isEmpty()) {
      answer(exchange, 200, clusterView.getBytes(UTF_8));
    } else if (status > CUT) {
      answer(exchange, status, "{\"detail\":\"told so\"}".getBytes(UTF_8));
    } else {
      HttpResponse<byte[]> response = ask(exchange, method, target, body);
      if (status == CUT) {
        exchange.close();
        return;
      }
      response
          .headers()
          .firstValue("Link")
          .ifPresent(link -> exchange.getResponseHeaders().set("Link", link));
      answer(exchange, response.statusCode(), response.body());
    }
  }

  private HttpResponse<byte[]> ask(HttpExchange exchange, String method, String target, byte[] body)
      throws IOException {
    URI node =
        URI.create(
            "http://127.0.0.1:" + nodePort + target.replace("limit=1000", "limit=" + pageLimit));
    HttpRequest.Builder request =
        HttpRequest.newBuilder(node).method(method, BodyPublishers.ofByteArray(body));
    String type = exchange.getRequestHeaders().getFirst("Content-Type");
    if (type != null) {
      request.header("Content-Type", type);
    }
    try {
      return http.send(request.build(), BodyHandlers.ofByteArray());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }
}
