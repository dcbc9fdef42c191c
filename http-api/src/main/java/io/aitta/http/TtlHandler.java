package io.aitta.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.aitta.core.model.CacheKey;
import io.aitta.core.model.CacheName;
import io.aitta.core.model.Condition;
import io.aitta.core.model.Lifetime;
import io.aitta.core.operation.ChangeLifetime;
import io.aitta.core.operation.ReadLifetime;
import io.aitta.core.reply.LifetimeReply;
import io.aitta.core.reply.TouchReply;
import io.aitta.gateway.WriteName;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/** How long an entry still lives: GET, PUT, DELETE. */
final class TtlHandler {
  private static final Set<String> FIELDS = Set.of("ttl", "maxIdle");

  private final CacheCalls calls;

  TtlHandler(CacheCalls calls) {
    this.calls = calls;
  }

  CompletionStage<HttpResponse> get(Exchange exchange) {
    CacheName cache = exchange.cache();
    CacheKey key = exchange.key();
    exchange.query(Set.of());
    return calls.execute(cache, new ReadLifetime(key)).thenApply(TtlHandler::remaining);
  }

  CompletionStage<HttpResponse> put(Exchange exchange) {
    CacheName cache = exchange.cache();
    CacheKey key = exchange.key();
    exchange.query(Set.of());
    Condition condition = Conditions.ofWrite(exchange.headers());
    Supplier<Optional<WriteName>> name = exchange.writeName();
    return exchange
        .json()
        .thenApply(json -> JsonFields.of(json, FIELDS, ProblemType.BAD_REQUEST))
        .thenApply(fields -> change(key, fields, condition))
        .thenCompose(change -> calls.execute(cache, change, name.get()))
        .thenApply(TtlHandler::changed);
  }

  CompletionStage<HttpResponse> delete(Exchange exchange) {
    CacheName cache = exchange.cache();
    CacheKey key = exchange.key();
    exchange.query(Set.of());
    Condition condition = Conditions.ofWrite(exchange.headers());
    return calls
        .execute(
            cache,
            new ChangeLifetime(key, Lifetime.NONE, Lifetime.NONE, condition),
            exchange.writeName().get())
        .thenApply(TtlHandler::changed);
  }

  private static ChangeLifetime change(CacheKey key, JsonFields fields, Condition condition) {
    if (!fields.has("ttl") && !fields.has("maxIdle")) {
      throw fields.wrong("'ttl', 'maxIdle' or both are wanted");
    }
    return new ChangeLifetime(key, limit(fields, "ttl"), limit(fields, "maxIdle"), condition);
  }

  /** A duration sets the limit, null lifts it, silence keeps it. */
  private static long limit(JsonFields fields, String name) {
    return fields.isNull(name)
        ? Lifetime.NONE
        : fields.text(name).map(Durations::parse).orElse(ChangeLifetime.KEEP);
  }

  private static HttpResponse remaining(LifetimeReply reply) {
    if (reply instanceof LifetimeReply.Remaining left) {
      ObjectNode json = Json.object();
      json.put("ttl", Durations.formatLeft(left.timeToLiveMillis()).orElse(null));
      json.put("maxIdle", Durations.formatLeft(left.idleMillis()).orElse(null));
      return Responses.json(200, json);
    }
    throw Failures.of(reply).asException();
  }

  private static HttpResponse changed(TouchReply reply) {
    if (reply instanceof TouchReply.Touched touched) {
      return Responses.empty(204)
          .addHeader(Responses.header("ETag", EntityTags.quote(touched.version())));
    }
    throw Failures.of(reply).asException();
  }
}
