package io.aitta.http;

import static java.util.concurrent.CompletableFuture.completedFuture;

import io.aitta.http.metrics.RequestMetrics;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpEntity;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.headers.Connection;
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
  private final Means means;
  private final Admission admission;

  FrontDoor(
      Router router, HttpSettings settings, Materializer materializer, RequestMetrics metrics) {
    this.router = router;
    this.admission = new Admission(settings.maxRequests());
    this.means =
        new Means(
            materializer,
            new ByteBudget(settings.maxBufferedBytes()),
            new ByteBudget(settings.maxBufferedBytes()),
            settings.bodyTimeout(),
            metrics);
    metrics.gauge(
        "aitta.http.requests.active", "Requests under way", admission, Admission::underWay);
    metrics.gauge(
        "aitta.http.bodies.bytes", "Bytes of bodies held", means.incoming(), ByteBudget::held);
    metrics.gauge(
        "aitta.http.answers.bytes",
        "Bytes of answers held that are not sent yet",
        means.outgoing(),
        ByteBudget::held);
    metrics.count("aitta.http.overloads", "Requests refused at the door", admission.refused());
    metrics.count(
        "aitta.http.frames.refused",
        "HTTP/2 connections ended for a frame or headers beyond all bounds",
        ClientBytes.ENDED);
    metrics.count(
        "aitta.http.unreadable", "Requests whose head was unreadable", UnreadableRequests.COUNT);
  }

  CompletionStage<HttpResponse> handle(HttpRequest request) {
    long start = System.nanoTime();
    RequestTarget target = RequestTarget.of(request);
    Optional<Route> route = Route.of(target.segments());
    boolean counted = route.isEmpty() || !route.get().isAlwaysAnswered();
    Optional<ProblemException> refusal = counted ? admission.enter() : Optional.empty();
    boolean entered = counted && refusal.isEmpty();
    Exchange exchange = new Exchange(request, target, means, entered ? admission::leave : () -> {});
    return refusal
        .<CompletionStage<HttpResponse>>map(CompletableFuture::failedStage)
        .orElseGet(() -> answer(exchange, target, route))
        .handle((response, failure) -> failure == null ? response : problem(failure, exchange))
        .thenCompose(response -> afterBody(exchange, response, refusal.isPresent()))
        .thenApply(response -> finish(exchange, route, response, start))
        .thenApply(response -> closing(request, response));
  }

  /** Lets nobody in from now on; completes once all that were let in are answered. */
  CompletionStage<Void> close() {
    return admission.close();
  }

  /** Whatever is thrown fails the stage, so that no exchange is left without an end. */
  private CompletionStage<HttpResponse> answer(
      Exchange exchange, RequestTarget target, Optional<Route> route) {
    return completedFuture(exchange)
        .thenCompose(
            it ->
                router.find(route.orElseThrow(() -> noRoute(it, target)), it.method()).handle(it));
  }

  /** What is left of the body is read first: its client is still sending. */
  private CompletionStage<HttpResponse> afterBody(
      Exchange exchange, HttpResponse response, boolean refused) {
    if (exchange.delivery().isStreaming() || exchange.body().isDone()) {
      return completedFuture(response);
    }
    if (!refused) {
      return exchange.body().discard().thenApply(done -> response);
    }
    if (!admission.beginDraining()) {
      return completedFuture(response);
    }
    return exchange
        .body()
        .discard()
        .thenApply(
            done -> {
              admission.endDraining();
              return response;
            });
  }

  private HttpResponse finish(
      Exchange exchange, Optional<Route> route, HttpResponse response, long start) {
    HttpResponse whole = exchange.method().equals("HEAD") ? head(response) : response;
    HttpResponse sent =
        route.filter(Route::isAlwaysAnswered).isPresent()
            ? exchange.delivery().atOnce(whole)
            : exchange.delivery().begin(whole);
    means
        .metrics()
        .answered(
            route.map(Route::template).orElse(NO_ROUTE),
            METHODS.contains(exchange.method()) ? exchange.method() : "other",
            sent.status().intValue(),
            System.nanoTime() - start);
    return sent;
  }

  /** Once this node leaves, each connection ends with its next answer; HTTP/2 has its own way. */
  private HttpResponse closing(HttpRequest request, HttpResponse response) {
    return admission.isClosed() && !RequestTarget.isHttp2(request)
        ? response.addHeader(Connection.create("close"))
        : response;
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

  private static ProblemException noRoute(Exchange exchange, RequestTarget target) {
    if (exchange.isHttp2() && target.isLeftOfDots()) {
      return Names.dots();
    }
    if (target.path().isEmpty()) {
      return ProblemException.of(
          ProblemType.BAD_REQUEST, "the request target is neither a path nor a URL");
    }
    if (target.path().equals(RequestTarget.ANY)) {
      return Problem.of(
              ProblemType.METHOD_NOT_ALLOWED, "the server as a whole takes no method; paths do")
          .with(Responses.header("Allow", Route.allowAny()))
          .asException();
    }
    return ProblemException.of(
        ProblemType.NO_SUCH_RESOURCE, "there is nothing here; /openapi.json tells what there is");
  }
}
