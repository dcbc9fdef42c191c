package io.aitta.http;

import static java.util.concurrent.CompletableFuture.completedFuture;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/** Whether the process lives and whether the node can serve: GET. */
final class HealthHandler {
  private final Readiness readiness;

  HealthHandler(Readiness readiness) {
    this.readiness = readiness;
  }

  CompletionStage<HttpResponse> live(Exchange exchange) {
    exchange.query(Set.of());
    return completedFuture(status("live"));
  }

  CompletionStage<HttpResponse> ready(Exchange exchange) {
    exchange.query(Set.of());
    Optional<String> reason = readiness.notReadyBecause();
    return completedFuture(
        reason.isPresent()
            ? Problem.of(ProblemType.UNAVAILABLE, reason.get()).toResponse()
            : status("ready"));
  }

  private static HttpResponse status(String status) {
    return Responses.json(200, Json.object().put("status", status));
  }
}
