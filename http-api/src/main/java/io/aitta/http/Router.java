package io.aitta.http;

import static java.util.concurrent.CompletableFuture.completedFuture;

import io.aitta.http.metrics.Metrics;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/** Which handler answers a route's method. */
final class Router {
  private final Map<Route, Map<String, Handler>> handlers = new EnumMap<>(Route.class);

  /**
   * @param working runs what takes long
   */
  Router(Backend backend, HttpSettings settings, Executor working) {
    CacheCalls calls = new CacheCalls(backend.gateway(), settings);
    addCaches(calls, new CacheConfigJson(backend.journalAvailable()));
    addEntries(calls, settings, working);
    addNode(backend);
  }

  /** The handler of a method; GET's for HEAD. */
  Handler find(Route route, String method) {
    Handler handler = handlers.get(route).get(method.equals("HEAD") ? "GET" : method);
    if (handler == null) {
      throw Problem.of(
              ProblemType.METHOD_NOT_ALLOWED,
              route.template() + " takes " + route.allow() + ", not " + method)
          .with(Responses.header("Allow", route.allow()))
          .asException();
    }
    return handler;
  }

  private void addCaches(CacheCalls calls, CacheConfigJson configs) {
    CachesHandler caches = new CachesHandler(calls, configs);
    handlers.put(Route.CACHES, Map.of("GET", caches::list));
    handlers.put(
        Route.CACHE, Map.of("GET", caches::get, "PUT", caches::put, "DELETE", caches::delete));
    handlers.put(Route.STATS, Map.of("GET", new StatsHandler(calls)::get));
    handlers.put(Route.INVALIDATIONS, Map.of("POST", new InvalidationHandler(calls)::post));
  }

  private void addEntries(CacheCalls calls, HttpSettings settings, Executor working) {
    EntryHandler entry = new EntryHandler(calls, settings.maxValueSize());
    handlers.put(
        Route.ENTRY, Map.of("GET", entry::get, "PUT", entry::put, "DELETE", entry::delete));
    handlers.put(Route.INCREMENT, Map.of("POST", new IncrementHandler(calls)::post));
    TtlHandler ttl = new TtlHandler(calls);
    handlers.put(Route.TTL, Map.of("GET", ttl::get, "PUT", ttl::put, "DELETE", ttl::delete));
    handlers.put(
        Route.ENTRIES,
        Map.of(
            "GET",
            new ListHandler(calls, working)::get,
            "POST",
            new BatchHandler(calls, settings, working)::post));
  }

  private void addNode(Backend backend) {
    handlers.put(Route.CLUSTER, Map.of("GET", new ClusterHandler(backend.cluster())::get));
    LostHandler lost = new LostHandler(backend.losses());
    handlers.put(Route.LOST, Map.of("GET", lost::get, "POST", lost::post));
    HealthHandler health = new HealthHandler(backend.readiness());
    handlers.put(Route.LIVE, Map.of("GET", health::live));
    handlers.put(Route.READY, Map.of("GET", health::ready));
    Metrics metrics = backend.metrics();
    handlers.put(
        Route.METRICS,
        Map.of(
            "GET",
            exchange ->
                page(
                    exchange,
                    Metrics.MEDIA_TYPE,
                    metrics.scrape().getBytes(StandardCharsets.UTF_8))));
    byte[] openapi = openapi();
    handlers.put(Route.OPENAPI, Map.of("GET", exchange -> page(exchange, Responses.JSON, openapi)));
  }

  private static CompletionStage<HttpResponse> page(
      Exchange exchange, String mediaType, byte[] body) {
    exchange.query(Set.of());
    return completedFuture(Responses.document(200, mediaType, body));
  }

  private static byte[] openapi() {
    try (InputStream in = Router.class.getResourceAsStream("/openapi.json")) {
      return in.readAllBytes();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
