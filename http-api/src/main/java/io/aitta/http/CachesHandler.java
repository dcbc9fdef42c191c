package io.aitta.http;

import static java.util.concurrent.CompletableFuture.completedFuture;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.aitta.core.model.CacheConfig;
import io.aitta.core.model.CacheName;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/** Caches and their configurations: list, GET, PUT, DELETE. */
final class CachesHandler {
  private final CacheCalls calls;
  private final CacheConfigJson configs;

  CachesHandler(CacheCalls calls, CacheConfigJson configs) {
    this.calls = calls;
    this.configs = configs;
  }

  CompletionStage<HttpResponse> list(Exchange exchange) {
    exchange.query(Set.of());
    ObjectNode json = Json.object();
    ArrayNode caches = json.putArray("caches");
    new TreeMap<>(calls.gateway().caches())
        .forEach((name, config) -> caches.add(CacheConfigJson.write(name, config)));
    return completedFuture(Responses.json(200, json));
  }

  CompletionStage<HttpResponse> get(Exchange exchange) {
    CacheName cache = exchange.cache();
    exchange.query(Set.of());
    CacheConfig config = calls.gateway().caches().get(cache);
    if (config == null) {
      throw notFound(cache);
    }
    return completedFuture(Responses.json(200, CacheConfigJson.write(cache, config)));
  }

  CompletionStage<HttpResponse> put(Exchange exchange) {
    CacheName cache = exchange.cache();
    exchange.query(Set.of());
    Conditions.refuseAny(exchange.headers());
    Idempotency.refuseAny(exchange.headers());
    return exchange
        .json()
        .thenApply(json -> configs.read(cache, json))
        .thenCompose(
            config ->
                calls
                    .gateway()
                    .configure(cache, config, calls.timeout())
                    .thenApply(made -> configured(cache, config, made, exchange.path())));
  }

  CompletionStage<HttpResponse> delete(Exchange exchange) {
    CacheName cache = exchange.cache();
    exchange.query(Set.of());
    Conditions.refuseAny(exchange.headers());
    Idempotency.refuseAny(exchange.headers());
    return calls
        .gateway()
        .drop(cache, calls.timeout())
        .thenApply(
            dropped -> {
              if (!dropped) {
                throw notFound(cache);
              }
              return Responses.empty(204);
            });
  }

  private static HttpResponse configured(
      CacheName cache, CacheConfig config, boolean made, String path) {
    HttpResponse response = Responses.json(made ? 201 : 200, CacheConfigJson.write(cache, config));
    return made ? response.addHeader(Responses.header("Location", path)) : response;
  }

  private static ProblemException notFound(CacheName cache) {
    return ProblemException.of(
        ProblemType.CACHE_NOT_FOUND,
        "there is no cache '" + cache + "': create it, or write an entry to it");
  }
}
