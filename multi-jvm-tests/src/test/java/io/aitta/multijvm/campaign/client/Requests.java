package io.aitta.multijvm.campaign.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.aitta.multijvm.campaign.client.Outcome.Kind;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;

/**
 * Sends single requests and says what their answers mean, as the REST interface promises it: after
 * a 503, and where no connection came about, nothing was done; after a 504 or a connection that
 * broke nobody knows. Safe for use by several threads.
 */
public final class Requests {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration TIMEOUT = Duration.ofSeconds(40);
  private static final String PROBLEM = "urn:aitta:problem:";

  private final HttpClient http;
  private final Sides sides;

  /**
   * @param executor answers are handed out on it
   * @param sides is told of the answers of nodes that a cut has divided
   */
  public Requests(Executor executor, Sides sides) {
    this.sides = sides;
    http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .executor(executor)
            .build();
  }

  /** Puts a value and tells whether that was acknowledged; it never fails. */
  public CompletableFuture<Boolean> put(URI uri, String value) {
    return http.sendAsync(
            Write.put(value).at(uri).timeout(TIMEOUT).build(), BodyHandlers.ofString())
        .handle((answer, failed) -> failed == null && answer.statusCode() / 100 == 2);
  }

  Outcome send(HttpRequest.Builder builder) {
    HttpRequest request = builder.timeout(TIMEOUT).build();
    Optional<String> side = sides.of(request.uri());
    long begun = System.nanoTime();
    Outcome outcome = send(request);
    Duration took = Duration.ofNanos(System.nanoTime() - begun);
    side.ifPresent(there -> sides.answered(there, outcome.reason(), took));
    return outcome;
  }

  private Outcome send(HttpRequest request) {
    try {
      return outcomeOf(http.send(request, BodyHandlers.ofString()));
    } catch (ConnectException refused) {
      return Outcome.without(Kind.NOTHING_DONE, "not connected");
    } catch (IOException e) {
      return Outcome.without(Kind.UNKNOWN, "connection lost: " + e.getClass().getSimpleName());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CompletionException("interrupted while waiting for an answer", e);
    }
  }

  private static Outcome outcomeOf(HttpResponse<String> answer) {
    int status = answer.statusCode();
    String slug = status < 300 ? "" : slug(answer.body());
    return new Outcome(
        kind(status, slug),
        (status + " " + slug).trim(),
        answer.body(),
        answer.headers().firstValue("ETag"));
  }

  private static Kind kind(int status, String slug) {
    if (status / 100 == 2) {
      return Kind.DONE;
    }
    return switch (status) {
      case 404 -> slug.equals("entry-not-found") ? Kind.NO_ENTRY : Kind.UNKNOWN;
      case 412 -> Kind.CONDITION_FAILED;
      case 503 -> Kind.NOTHING_DONE;
      default -> Kind.UNKNOWN;
    };
  }

  private static String slug(String body) {
    try {
      String type = JSON.readTree(body).path("type").asText();
      return type.startsWith(PROBLEM) ? type.substring(PROBLEM.length()) : type;
    } catch (JsonProcessingException e) {
      return "without a problem document";
    }
  }
}
