package io.aitta.http;

import io.aitta.core.model.CacheKey;
import io.aitta.core.model.CacheName;
import io.aitta.core.model.Condition;
import io.aitta.core.operation.Increment;
import io.aitta.core.reply.CountReply;
import io.aitta.gateway.WriteName;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/** Adds to the number an entry holds: POST. */
final class IncrementHandler {
  private static final Set<String> FIELDS = Set.of("delta", "initial");

  private final CacheCalls calls;

  IncrementHandler(CacheCalls calls) {
    this.calls = calls;
  }

  CompletionStage<HttpResponse> post(Exchange exchange) {
    CacheName cache = exchange.cache();
    CacheKey key = exchange.key();
    exchange.query(Set.of());
    Condition condition = Conditions.ofWrite(exchange.headers());
    Supplier<Optional<WriteName>> name = exchange.writeName();
    return exchange
        .jsonOrNothing()
        .thenApply(
            json ->
                json.map(some -> JsonFields.of(some, FIELDS, ProblemType.BAD_REQUEST))
                    .map(fields -> increment(key, fields, condition))
                    .orElseGet(() -> new Increment(key, 1, 0, condition)))
        .thenCompose(increment -> calls.write(cache, increment, condition, name.get()))
        .thenApply(IncrementHandler::counted);
  }

  private static Increment increment(CacheKey key, JsonFields fields, Condition condition) {
    return new Increment(
        key, fields.number("delta").orElse(1), fields.number("initial").orElse(0), condition);
  }

  private static HttpResponse counted(CountReply reply) {
    if (reply instanceof CountReply.Counted counted) {
      return Responses.json(200, Json.object().put("value", counted.value()))
          .addHeader(Responses.header("ETag", EntityTags.quote(counted.version())));
    }
    throw Failures.of(reply).asException();
  }
}
