package io.aitta.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.aitta.console.OperatorException;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One cache over REST, asked at several nodes in turn. Blocks; thread-safe. A node that does not
 * answer, or answers 503, is asked again after a pause, another node where there is one; but a
 * batch whose answer was lost is not sent again, since it may hold increments.
 */
final class CacheClient {
  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final int ATTEMPTS = 6;
  private static final long FIRST_PAUSE_MILLIS = 50;
  private static final int UNAVAILABLE = 503;
  private static final int MOST_FAILURES_IN_A_ROW = 50;

  private final HttpClient http;
  private final List<URI> nodes;
  private final String cache;
  private final AtomicInteger turn = new AtomicInteger();
  private final AtomicInteger failuresInARow = new AtomicInteger();

  CacheClient(List<URI> nodes, String cache, Executor executor) {
    this.nodes = List.copyOf(nodes);
    this.cache = cache;
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .executor(executor)
            .build();
  }

  /**
   * Makes sure that somebody answers.
   *
   * @throws OperatorException when nobody does
   */
  void requireReachable() {
    for (URI node : nodes) {
      try {
        http.send(request(node, "/v1/caches").GET().build(), BodyHandlers.discarding());
      } catch (IOException e) {
        throw new OperatorException(
            "nobody answers at " + node + "; start a cluster with 'aitta up', or give --url", e);
      } catch (InterruptedException e) {
        throw interrupted(e);
      }
    }
  }

  /** Configures the cache, by a JSON object. */
  Answer<String> configure(String json) {
    return send(
        "", "application/json", "PUT", BodyPublishers.ofString(json), BodyHandlers.ofString());
  }

  /** Drops the cache, if there is one. */
  Answer<String> drop() {
    return send("", "", "DELETE", BodyPublishers.noBody(), BodyHandlers.ofString());
  }

  /** Reads an entry, and throws its value away. */
  Answer<Void> get(String key) {
    return send(entry(key), "", "GET", BodyPublishers.noBody(), BodyHandlers.discarding());
  }

  /** Writes an entry. */
  Answer<String> put(String key, String contentType, byte[] value) {
    return send(
        entry(key), contentType, "PUT", BodyPublishers.ofByteArray(value), BodyHandlers.ofString());
  }

  /**
   * Writes an entry from a file, without reading it whole.
   *
   * @throws IOException when the file is not there any more
   */
  Answer<String> put(String key, String contentType, Path file) throws IOException {
    return send(
        entry(key), contentType, "PUT", BodyPublishers.ofFile(file), BodyHandlers.ofString());
  }

  /** Sends lines of operations; the answer's lines are in their order. */
  Answer<String> batch(String lines) {
    return send(
        "/entries",
        "application/x-ndjson",
        "POST",
        BodyPublishers.ofString(lines),
        BodyHandlers.ofString());
  }

  /**
   * What a node has answered.
   *
   * @param status 0 where no node has answered
   * @param body null where no node has answered or the body is not kept
   */
  record Answer<T>(int status, T body) {
    private static final int FIRST_ERROR = 400;

    boolean isError() {
      return status == 0 || status >= FIRST_ERROR;
    }

    boolean isMiss() {
      return status == 404;
    }
  }

  private <T> Answer<T> send(
      String path, String contentType, String method, BodyPublisher body, BodyHandler<T> handler) {
    Answer<T> answer = new Answer<>(0, null);
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      pauseBefore(attempt);
      answer = sendOnce(path, contentType, method, body, handler);
      if (answer.status() != 0 && answer.status() != UNAVAILABLE) {
        failuresInARow.set(0);
        return answer;
      }
      if (answer.status() == 0 && method.equals("POST")) {
        break;
      }
    }
    if (failuresInARow.incrementAndGet() > MOST_FAILURES_IN_A_ROW) {
      throw new OperatorException(
          "no node of " + nodes + " serves any more; see how the cluster does and start again");
    }
    return answer;
  }

  private <T> Answer<T> sendOnce(
      String path, String contentType, String method, BodyPublisher body, BodyHandler<T> handler) {
    URI node = nodes.get(Math.floorMod(turn.getAndIncrement(), nodes.size()));
    HttpRequest.Builder request = request(node, "/v1/caches/" + cache + path).method(method, body);
    if (!contentType.isEmpty()) {
      request.setHeader("Content-Type", contentType);
    }
    try {
      HttpResponse<T> response = http.send(request.build(), handler);
      return new Answer<>(response.statusCode(), response.body());
    } catch (IOException e) {
      return new Answer<>(0, null);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private static HttpRequest.Builder request(URI node, String path) {
    return HttpRequest.newBuilder(node.resolve(path)).timeout(TIMEOUT);
  }

  private static String entry(String key) {
    return "/entries/" + URLEncoder.encode(key, UTF_8).replace("+", "%20");
  }

  private static void pauseBefore(int attempt) {
    try {
      TimeUnit.MILLISECONDS.sleep(attempt == 0 ? 0 : FIRST_PAUSE_MILLIS << attempt);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private static OperatorException interrupted(InterruptedException cause) {
    Thread.currentThread().interrupt();
    return new OperatorException("the load was interrupted", cause);
  }
}
