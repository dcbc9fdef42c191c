package io.aitta.http;

import com.typesafe.config.Config;
import io.aitta.http.metrics.RequestMetrics;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.dispatch.ExecutionContexts;
import org.apache.pekko.http.scaladsl.Http;
import org.apache.pekko.http.scaladsl.model.HttpRequest;
import org.apache.pekko.http.scaladsl.model.HttpResponse;
import org.apache.pekko.http.scaladsl.settings.ServerSettings;
import org.apache.pekko.stream.Materializer;
import org.apache.pekko.stream.SystemMaterializer;
import scala.concurrent.ExecutionContext;
import scala.concurrent.Future;
import scala.concurrent.Promise;
import scala.concurrent.duration.FiniteDuration;

/**
 * The HTTP front end of a node, listening. HTTP/1.1 and, by prior knowledge or upgrade, HTTP/2 on
 * one port. Thread-safe.
 */
public final class HttpServer {
  private static final ExecutionContext SAME_THREAD = ExecutionContexts.fromExecutor(Runnable::run);

  /** How long what was written last may take to leave this process. */
  private static final Duration FLUSH = Duration.ofMillis(100);

  private static final Duration CLOSING = Duration.ofSeconds(1);

  private final Http.ServerBinding binding;
  private final FrontDoor door;
  private final Duration stopTimeout;

  private HttpServer(Http.ServerBinding binding, FrontDoor door, Duration stopTimeout) {
    this.binding = binding;
    this.door = door;
    this.stopTimeout = stopTimeout;
  }

  /**
   * Begins to listen on the settings' host and port.
   *
   * @return the server; failed with what the socket said where it cannot listen
   */
  public static CompletionStage<HttpServer> start(
      ActorSystem system, HttpSettings settings, Backend backend) {
    Materializer materializer = SystemMaterializer.get(system).materializer();
    FrontDoor door =
        new FrontDoor(
            new Router(backend, settings, system.dispatcher()),
            settings,
            materializer,
            new RequestMetrics(backend.metrics().registry()));
    return java(Http.apply(system)
            .newServerAt(settings.host(), settings.port())
            .withSettings(serverSettings(system.settings().config()))
            .bind(request -> handle(door, request)))
        .thenApply(binding -> new HttpServer(binding, door, settings.stopTimeout()));
  }

  /** Where it listens. */
  public InetSocketAddress address() {
    return binding.localAddress();
  }

  /**
   * Answers the requests it has taken, and to others that the node is leaving, health and metrics
   * excepted; completes once all are answered, at the latest after {@code aitta.http.stop-timeout}.
   * It goes on listening, so that whoever asks is told.
   */
  public CompletionStage<Void> leave() {
    return door.close()
        .toCompletableFuture()
        .completeOnTimeout(null, stopTimeout.toMillis(), TimeUnit.MILLISECONDS)
        .thenRunAsync(
            () -> {},
            CompletableFuture.delayedExecutor(
                FLUSH.toMillis(), TimeUnit.MILLISECONDS, Runnable::run));
  }

  /**
   * Closes its port and its connections, within a second or so: whoever is to be answered before is
   * waited for by {@link #leave}.
   */
  public CompletionStage<Void> close() {
    return java(binding.terminate(FiniteDuration.fromNanos(CLOSING.toNanos())))
        .thenApply(terminated -> null);
  }

  private static ServerSettings serverSettings(Config config) {
    Config ours = config.getConfig("aitta.http.server").atPath("pekko.http.server");
    return ServerSettings.apply(ours.withFallback(config))
        .withTerminationDeadlineExceededResponse(
            (HttpResponse)
                Problem.of(
                        ProblemType.OUTCOME_UNKNOWN,
                        "this node stopped before the answer was there: a write may have happened"
                            + " or not, read before writing again")
                    .toResponse());
  }

  private static Future<HttpResponse> handle(FrontDoor door, HttpRequest request) {
    CompletionStage<org.apache.pekko.http.javadsl.model.HttpResponse> stage = door.handle(request);
    if (stage.toCompletableFuture().isDone()) {
      return Future.successful((HttpResponse) stage.toCompletableFuture().join());
    }
    Promise<HttpResponse> promise = Promise.apply();
    stage.whenComplete(
        (response, failure) -> {
          if (failure == null) {
            promise.success((HttpResponse) response);
          } else {
            promise.failure(failure);
          }
        });
    return promise.future();
  }

  private static <T> CompletionStage<T> java(Future<T> future) {
    CompletableFuture<T> stage = new CompletableFuture<>();
    future.onComplete(
        result ->
            result.isSuccess()
                ? stage.complete(result.get())
                : stage.completeExceptionally(result.failed().get()),
        SAME_THREAD);
    return stage;
  }
}
