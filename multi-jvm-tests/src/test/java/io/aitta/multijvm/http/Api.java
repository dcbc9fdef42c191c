package io.aitta.multijvm.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;

/**
 * A client of one node. Paths are sent as they are given: who wants something percent-encoded
 * encodes it. Headers come as name, value, name, value. Blocks; safe for use by several threads.
 */
public final class Api {
  private static final Duration TIMEOUT = Duration.ofSeconds(60);
  private static final HttpClient HTTP =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(30))
          .build();

  private final URI base;

  public Api(URI base) {
    this.base = base;
  }

  /** The node's address, without a slash at the end. */
  public URI base() {
    return base;
  }

  public Answer get(String path, String... headers) {
    return send("GET", path, BodyPublishers.noBody(), headers);
  }

  public Answer head(String path, String... headers) {
    return send("HEAD", path, BodyPublishers.noBody(), headers);
  }

  public Answer delete(String path, String... headers) {
    return send("DELETE", path, BodyPublishers.noBody(), headers);
  }

  public Answer put(String path, String body, String... headers) {
    return put(path, body.getBytes(UTF_8), headers);
  }

  public Answer put(String path, byte[] body, String... headers) {
    return send("PUT", path, BodyPublishers.ofByteArray(body), headers);
  }

  /** A PUT whose length is not told beforehand. */
  public Answer putChunked(String path, byte[] body, String... headers) {
    return send(
        "PUT", path, BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)), headers);
  }

  public Answer post(String path, String body, String... headers) {
    return send("POST", path, BodyPublishers.ofString(body), headers);
  }

  /** A POST of JSON. */
  public Answer postJson(String path, String json, String... headers) {
    return post(path, json, with(headers, "application/json"));
  }

  /** A PUT of JSON. */
  public Answer putJson(String path, String json, String... headers) {
    return put(path, json, with(headers, "application/json"));
  }

  /** A POST of lines of JSON. */
  public Answer postLines(String path, String lines, String... headers) {
    return post(path, lines, with(headers, "application/x-ndjson"));
  }

  /** Any method, with a body where it is not empty. */
  public Answer call(String method, String path, String body, String... headers) {
    return send(
        method,
        path,
        body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body),
        headers);
  }

  /**
   * How many requests the node has sent to partitions more than once, as it does with reads whose
   * answers are late; each of these may count more than once in statistics.
   */
  public long sentAgain() {
    return get("/metrics")
        .is(200)
        .text()
        .lines()
        .filter(line -> line.startsWith("aitta_gateway_retries_total"))
        .mapToLong(line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' '))))
        .sum();
  }

  private Answer send(String method, String path, BodyPublisher body, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(base + path)).timeout(TIMEOUT).method(method, body);
    if (headers.length > 0) {
      request.headers(headers);
    }
    try {
      HttpResponse<byte[]> response =
          HTTP.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
      return new Answer(
          method + " " + base + path, response.statusCode(), response.headers(), response.body());
    } catch (IOException e) {
      throw new UncheckedIOException(method + " " + base + path + " got no answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(method + " " + base + path + " was interrupted", e);
    }
  }

  private static String[] with(String[] headers, String contentType) {
    String[] all = new String[headers.length + 2];
    all[0] = "Content-Type";
    all[1] = contentType;
    System.arraycopy(headers, 0, all, 2, headers.length);
    return all;
  }
}
