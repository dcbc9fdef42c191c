package io.aitta.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.aitta.core.model.CacheName;
import io.aitta.core.model.Selector;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/** Removes many entries at once: POST. */
final class InvalidationHandler {
  private static final Set<String> FIELDS = new TreeSet<>(Set.of("all", "prefix", "tags"));

  private final CacheCalls calls;

  InvalidationHandler(CacheCalls calls) {
    this.calls = calls;
  }

  CompletionStage<HttpResponse> post(Exchange exchange) {
    CacheName cache = exchange.cache();
    exchange.query(Set.of());
    Conditions.refuseAny(exchange.headers());
    Idempotency.refuseAny(exchange.headers());
    return exchange
        .json()
        .thenApply(InvalidationHandler::selector)
        .thenCompose(selector -> calls.gateway().invalidate(cache, selector, calls.timeout()))
        .thenApply(removed -> Responses.json(200, Json.object().put("removed", removed)));
  }

  private static Selector selector(JsonNode json) {
    JsonFields fields = JsonFields.of(json, FIELDS, ProblemType.INVALID_INVALIDATION);
    if (json.size() != 1) {
      throw fields.wrong("exactly one of 'all', 'prefix' and 'tags' is wanted");
    }
    if (fields.has("all")) {
      return all(fields);
    }
    return fields.has("tags") ? tagged(fields) : prefixed(fields);
  }

  private static Selector all(JsonFields fields) {
    if (!fields.flag("all").orElse(false)) {
      throw fields.wrong("'all' can only be true");
    }
    return new Selector.All();
  }

  /** An empty prefix would be all entries, which nobody may mean by accident. */
  private static Selector prefixed(JsonFields fields) {
    String prefix = fields.text("prefix").orElse("");
    if (prefix.isEmpty()) {
      throw fields.wrong("'prefix' is empty: send {\"all\":true} to remove everything");
    }
    return new Selector.Prefixed(
        Names.utf8(prefix).orElseThrow(() -> fields.wrong("'prefix' is no Unicode text")));
  }

  private static Selector tagged(JsonFields fields) {
    if (!fields.get("tags").isArray() || fields.get("tags").isEmpty()) {
      throw fields.wrong("'tags' is a list of at least one tag");
    }
    Set<String> tags = new HashSet<>();
    for (JsonNode tag : fields.get("tags")) {
      if (!tag.isTextual()) {
        throw fields.wrong("a tag is a text, not " + tag);
      }
      tags.add(Names.tag(tag.textValue()));
      if (tags.size() > Selector.Tagged.MAX) {
        throw fields.wrong("'tags' is a list of 1 to " + Selector.Tagged.MAX + " tags");
      }
    }
    return new Selector.Tagged(tags);
  }
}
