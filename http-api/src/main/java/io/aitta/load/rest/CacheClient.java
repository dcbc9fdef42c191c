package io.aitta.load.rest;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.aitta.console.OperatorException;
import io.aitta.load.rest.Patience.Tries;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/**
 * One cache over REST, asked at several nodes in turn. Blocks; thread-safe. What was not done, or
 * whose answer was lost, is sent again while there is time, to another node where there is one;
 * only a batch is not, since its sender knows which of its lines may be sent twice.
 */
public final class CacheClient {
  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final int MOST_IN_VAIN = 16;

  private final HttpClient http;
  private final List<URI> nodes;
  private final String cache;
  private final Patience patience;
  private final AtomicInteger turn = new AtomicInteger();
  private final AtomicInteger inVain = new AtomicInteger();
  private final LongAdder sentAgain = new LongAdder();

  /**
   * A client of a cache.
   *
   * @param nodes base addresses, at least one
   * @param cache a name that a cache can have
   * @param patience how long something is sent again
   */
  public CacheClient(HttpClient http, List<URI> nodes, String cache, Patience patience) {
    this.http = http;
    this.nodes = List.copyOf(nodes);
    this.cache = cache;
    this.patience = patience;
  }

  /** Reads the configuration of the cache, a JSON object. */
  public Answer<String> configuration() {
    return read("");
  }

  /** Replaces the configuration of the cache. */
  public Answer<String> configure(String json) {
    return send(
        "", "application/json", "PUT", BodyPublishers.ofString(json), BodyHandlers.ofString());
  }

  /** Drops the cache, if there is one. */
  public Answer<String> drop() {
    return send("", "", "DELETE", BodyPublishers.noBody(), BodyHandlers.ofString());
  }

  /** Reads what is counted of the cache, a JSON object. */
  public Answer<String> statistics() {
    return read("/stats");
  }

  /**
   * Reads a page of the cache's listing. That it was in vain says nothing of the cluster: the
   * listing may be one that cannot go on.
   *
   * @param query which one
   * @param limits how long it is tried
   */
  public Answer<Page> page(String query, Patience limits) {
    return tryFor(
        limits, "/entries?" + query, "", "GET", BodyPublishers.noBody(), Page.bodyHandler());
  }

  /** Changes limits of an entry's life: what the JSON object gives as null is lifted. */
  public Answer<String> changeLifetime(String key, String json) {
    return send(
        entry(key) + "/ttl",
        "application/json",
        "PUT",
        BodyPublishers.ofString(json),
        BodyHandlers.ofString());
  }

  /** Reads an entry, and throws its value away. */
  public Answer<Void> get(String key) {
    return send(entry(key), "", "GET", BodyPublishers.noBody(), BodyHandlers.discarding());
  }

  /** Writes an entry. */
  public Answer<String> put(String key, String contentType, byte[] value) {
    return send(
        entry(key), contentType, "PUT", BodyPublishers.ofByteArray(value), BodyHandlers.ofString());
  }

  /**
   * Writes an entry from a file, without reading it whole.
   *
   * @throws IOException when the file is not there any more
   */
  public Answer<String> put(String key, String contentType, Path file) throws IOException {
    return send(
        entry(key), contentType, "PUT", BodyPublishers.ofFile(file), BodyHandlers.ofString());
  }

  /** Sends lines of operations, once; the answer's lines are in their order. */
  public Answer<String> batch(String lines) {
    return sendOnce(
        "/entries",
        "application/x-ndjson",
        "POST",
        BodyPublishers.ofString(lines),
        BodyHandlers.ofString());
  }

  /** How often something was sent again, but for what {@link #batch} was given. */
  public long sentAgain() {
    return sentAgain.sum();
  }

  /** The tries of something that begins now. */
  public Tries tries() {
    return patience.begin();
  }

  /** The cluster has done something, or said that it does not. */
  public void onServed() {
    inVain.set(0);
  }

  /**
   * Something was tried until its time was over.
   *
   * @throws OperatorException when that happens time after time
   */
  public void onInVain() {
    if (inVain.incrementAndGet() > MOST_IN_VAIN) {
      throw new OperatorException(
          "no node of " + nodes + " serves any more; see how the cluster does and start again");
    }
  }

  private Answer<String> read(String path) {
    return send(path, "", "GET", BodyPublishers.noBody(), BodyHandlers.ofString());
  }

  private <T> Answer<T> send(
      String path, String contentType, String method, BodyPublisher body, BodyHandler<T> handler) {
    Answer<T> answer = tryFor(patience, path, contentType, method, body, handler);
    if (answer.isNotYetDone() || answer.isUnknown()) {
      onInVain();
    } else {
      onServed();
    }
    return answer;
  }

  private <T> Answer<T> tryFor(
      Patience limits,
      String path,
      String contentType,
      String method,
      BodyPublisher body,
      BodyHandler<T> handler) {
    Tries tries = limits.begin();
    Answer<T> answer = sendOnce(path, contentType, method, body, handler);
    while ((answer.isNotYetDone() || answer.isUnknown()) && tries.awaitNext()) {
      sentAgain.increment();
      answer = sendOnce(path, contentType, method, body, handler).after(answer);
    }
    return answer;
  }

  private <T> Answer<T> sendOnce(
      String path, String contentType, String method, BodyPublisher body, BodyHandler<T> handler) {
    URI node = nodes.get(Math.floorMod(turn.getAndIncrement(), nodes.size()));
    HttpRequest.Builder request =
        HttpRequest.newBuilder(node.resolve("/v1/caches/" + cache + path))
            .timeout(TIMEOUT)
            .method(method, body);
    if (!contentType.isEmpty()) {
      request.setHeader("Content-Type", contentType);
    }
    try {
      HttpResponse<T> response = http.send(request.build(), handler);
      return new Answer<>(response.statusCode(), response.body());
    } catch (ConnectException | HttpConnectTimeoutException e) {
      return Answer.unsent();
    } catch (IOException e) {
      return Answer.lost();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new OperatorException(OperatorException.INTERRUPTED, e);
    }
  }

  private static String entry(String key) {
    return "/entries/" + URLEncoder.encode(key, UTF_8).replace("+", "%20");
  }
}
