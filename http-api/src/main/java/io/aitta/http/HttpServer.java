package io.aitta.http;

import com.typesafe.config.Config;
import io.aitta.http.metrics.RequestMetrics;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
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

  private final Http.ServerBinding binding;
  private final Duration stopTimeout;

  private HttpServer(Http.ServerBinding binding, Duration stopTimeout) {
    this.binding = binding;
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
        .thenApply(binding -> new HttpServer(binding, settings.stopTimeout()));
  }

  /** Where it listens. */
  public InetSocketAddress address() {
    return binding.localAddress();
  }

  /**
   * Takes no more connections, answers the requests it has taken, and closes; at the latest after
   * {@code aitta.http.stop-timeout}.
   */
  public CompletionStage<Void> stop() {
    return java(binding.terminate(FiniteDuration.fromNanos(stopTimeout.toNanos())))
        .thenApply(terminated -> null);
  }

  private static ServerSettings serverSettings(Config config) {
    Config ours = config.getConfig("aitta.http.server").atPath("pekko.http.server");
    return ServerSettings.apply(ours.withFallback(config));
  }

  private static Future<HttpResponse> handle(FrontDoor door, HttpRequest request) {
    CompletionStage<org.apache.pekko.http.javadsl.model.HttpResponse> stage = door.handle(request);
    if (stage.toCompletableFuture().isDone()) {
      return Future.successful((HttpResponse) stage.toCompletableFuture().join());
    }
    Promise<HttpResponse> promise = Promise.apply();
    stage.whenComplete((response, failure) -> promise.success((HttpResponse) response));
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
