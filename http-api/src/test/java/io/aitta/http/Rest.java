package io.aitta.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A client that holds every answer against the served OpenAPI document. */
final class Rest {
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final int port;

  Rest(int port) {
    this.port = port;
  }

  Answer get(String path, String... headers) {
    return send("GET", path, BodyPublishers.noBody(), headers);
  }

  Answer head(String path, String... headers) {
    return send("HEAD", path, BodyPublishers.noBody(), headers);
  }

  Answer delete(String path, String... headers) {
    return send("DELETE", path, BodyPublishers.noBody(), headers);
  }

  Answer put(String path, String body, String... headers) {
    return send("PUT", path, BodyPublishers.ofString(body), headers);
  }

  Answer put(String path, byte[] body, String... headers) {
    return send("PUT", path, BodyPublishers.ofByteArray(body), headers);
  }

  Answer post(String path, String body, String... headers) {
    return send("POST", path, BodyPublishers.ofString(body), headers);
  }

  /** With {@code Content-Type: application/json}. */
  Answer putJson(String path, String body, String... headers) {
    return put(path, body, with(headers, "Content-Type", "application/json"));
  }

  /** With {@code Content-Type: application/json}. */
  Answer postJson(String path, String body, String... headers) {
    return post(path, body, with(headers, "Content-Type", "application/json"));
  }

  /** Each line an operation. */
  Answer batch(String cache, String... lines) {
    return post(
        "/v1/caches/" + cache + "/entries",
        String.join("\n", lines),
        "Content-Type",
        "application/x-ndjson");
  }

  Answer send(String method, String path, BodyPublisher body, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .timeout(Duration.ofSeconds(60))
            .method(method, body);
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    try {
      HttpResponse<byte[]> response = HTTP.send(request.build(), BodyHandlers.ofByteArray());
      OpenApiContract.check(method, path, response);
      return new Answer(response);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }

  private static String[] with(String[] headers, String name, String value) {
    List<String> all = new ArrayList<>(List.of(headers));
    all.addAll(List.of(name, value));
    return all.toArray(new String[0]);
  }

  /** What came back. */
  record Answer(HttpResponse<byte[]> response) {
    int status() {
      return response.statusCode();
    }

    byte[] bytes() {
      return response.body();
    }

    String text() {
      return new String(response.body(), UTF_8);
    }

    Optional<String> header(String name) {
      return response.headers().firstValue(name);
    }

    String etag() {
      return header("ETag").orElseThrow();
    }

    JsonNode json() {
      return Json.read(response.body());
    }

    /** Each line of an NDJSON body. */
    List<JsonNode> lines() {
      return text().lines().map(line -> Json.read(line.getBytes(UTF_8))).toList();
    }

    /** The slug of a problem document, which the answer must be. */
    String problem() {
      if (!header("Content-Type").orElse("").equals(Problem.MEDIA_TYPE)) {
        throw new AssertionError(status() + " is no problem document: " + text());
      }
      JsonNode json = json();
      if (json.get("status").intValue() != status()) {
        throw new AssertionError("the document tells another status than " + status());
      }
      return json.get("type").textValue().replace("urn:aitta:problem:", "");
    }

    String detail() {
      return json().get("detail").textValue();
    }
  }
}
