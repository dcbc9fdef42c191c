package io.aitta.http;

import static java.util.concurrent.CompletableFuture.completedFuture;

import io.aitta.http.metrics.RequestMetrics;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpEntity;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.stream.Materializer;
import org.apache.pekko.stream.javadsl.Source;

/**
 * Where requests come in and answers go out: admits as many as may be under way, finds the handler,
 * turns failures into problems, measures. Thread-safe; the stage it answers with never fails.
 */
final class FrontDoor {
  private static final String NO_ROUTE = "none";
  private static final Set<String> METHODS =
      Set.of("GET", "HEAD", "PUT", "POST", "DELETE", "PATCH", "OPTIONS");

  private final Router router;
  private final HttpSettings settings;
  private final Materializer materializer;
  private final RequestMetrics metrics;
  private final BodyBudget budget;
  private final AtomicInteger underWay = new AtomicInteger();
  private final LongAdder overloads = new LongAdder();

  FrontDoor(
      Router router, HttpSettings settings, Materializer materializer, RequestMetrics metrics) {
    this.router = router;
    this.settings = settings;
    this.materializer = materializer;
    this.metrics = metrics;
    this.budget = new BodyBudget(settings.maxBufferedBytes());
    metrics.gauge(
        "aitta.http.requests.active", "Requests under way", underWay, AtomicInteger::doubleValue);
    metrics.gauge("aitta.http.bodies.bytes", "Bytes of bodies held", budget, BodyBudget::held);
    metrics.count("aitta.http.overloads", "Requests refused: too many under way", overloads);
    metrics.count(
        "aitta.http.unreadable", "Requests whose head was unreadable", UnreadableRequests.COUNT);
  }

  CompletionStage<HttpResponse> handle(HttpRequest request) {
    long start = System.nanoTime();
    RequestTarget target = RequestTarget.of(request);
    Optional<Route> route = Route.of(target.segments());
    boolean counted = route.isEmpty() || !route.get().isAlwaysAnswered();
    boolean admitted = !counted || underWay.incrementAndGet() <= settings.maxRequests();
    Exchange exchange =
        new Exchange(
            request,
            target,
            materializer,
            new Reservation(budget),
            settings.bodyTimeout(),
            counted ? underWay::decrementAndGet : () -> {});
    return answer(exchange, target, route, admitted)
        .handle((response, failure) -> failure == null ? response : problem(failure, exchange))
        .thenCompose(response -> afterBody(exchange, response))
        .thenApply(response -> finish(exchange, route, response, start));
  }

  private CompletionStage<HttpResponse> answer(
      Exchange exchange, RequestTarget target, Optional<Route> route, boolean admitted) {
    try {
      if (!admitted) {
        overloads.increment();
        throw ProblemException.of(
            ProblemType.OVERLOADED, "this node has as many requests under way as it may");
      }
      return router
          .find(route.orElseThrow(() -> noRoute(target)), exchange.method())
          .handle(exchange);
    } catch (RuntimeException failure) {
      return completedFuture(problem(failure, exchange));
    }
  }

  /** What is left of the body is read first: its client is still sending. */
  private static CompletionStage<HttpResponse> afterBody(Exchange exchange, HttpResponse response) {
    return exchange.isStreaming() || exchange.isBodyDone()
        ? completedFuture(response)
        : exchange.discardBody().thenApply(done -> response);
  }

  private HttpResponse finish(
      Exchange exchange, Optional<Route> route, HttpResponse response, long start) {
    if (!exchange.isStreaming()) {
      exchange.end();
    }
    metrics.answered(
        route.map(Route::template).orElse(NO_ROUTE),
        METHODS.contains(exchange.method()) ? exchange.method() : "other",
        response.status().intValue(),
        System.nanoTime() - start);
    metrics.received(exchange.entity().getContentLengthOption().orElse(0));
    metrics.sent(response.entity().getContentLengthOption().orElse(0));
    return exchange.method().equals("HEAD") ? head(response) : response;
  }

  /** HTTP/2 sends whatever body there is, so HEAD must have none, only its length. */
  private static HttpResponse head(HttpResponse response) {
    if (response.entity() instanceof HttpEntity.Strict strict && !strict.getData().isEmpty()) {
      return response.withEntity(
          HttpEntities.create(strict.getContentType(), strict.getData().size(), Source.empty()));
    }
    return response;
  }

  private static HttpResponse problem(Throwable failure, Exchange exchange) {
    return exchange.about(Failures.of(failure)).toResponse();
  }

  private static ProblemException noRoute(RequestTarget target) {
    if (target.path().isEmpty()) {
      return ProblemException.of(
          ProblemType.BAD_REQUEST, "the request target is neither a path nor a URL");
    }
    return ProblemException.of(
        ProblemType.NO_SUCH_RESOURCE, "there is nothing here; /openapi.json tells what there is");
  }
}
