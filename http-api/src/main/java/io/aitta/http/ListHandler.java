package io.aitta.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.aitta.core.model.CacheName;
import io.aitta.core.model.Lifetime;
import io.aitta.core.model.Selector;
import io.aitta.core.reply.Lookup;
import io.aitta.gateway.ListCursor;
import io.aitta.gateway.ListRequest;
import io.aitta.gateway.Listing;
import java.io.ByteArrayOutputStream;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/** A page of a cache's entries as NDJSON: GET. */
final class ListHandler {
  private static final int DEFAULT_LIMIT = 1_000;
  private static final String DETAILS = "details";
  private static final Set<String> PARAMETERS =
      new TreeSet<>(Set.of("prefix", "limit", "cursor", "values", DETAILS));

  private final CacheCalls calls;
  private final Executor rendering;

  /**
   * @param rendering runs what takes long
   */
  ListHandler(CacheCalls calls, Executor rendering) {
    this.calls = calls;
    this.rendering = rendering;
  }

  CompletionStage<HttpResponse> get(Exchange exchange) {
    CacheName cache = exchange.cache();
    Query query = exchange.query(PARAMETERS);
    Selector selector = query.get("prefix").map(ListHandler::prefixed).orElseGet(Selector.All::new);
    ListRequest request =
        new ListRequest(
            selector,
            query.get("cursor").map(text -> cursor(text, cache, selector)),
            query.number("limit", 1, ListRequest.MAX_LIMIT, DEFAULT_LIMIT),
            query.flag("values"));
    query.flag(DETAILS); // What is neither true nor false is refused before anything is done.
    return calls
        .gateway()
        .list(cache, request, calls.timeout())
        .thenApplyAsync(listing -> page(exchange, query, request, listing), rendering);
  }

  private static Selector prefixed(String prefix) {
    return prefix.isEmpty() ? new Selector.All() : new Selector.Prefixed(prefix.getBytes(UTF_8));
  }

  private static ListCursor cursor(String text, CacheName cache, Selector selector) {
    return ListCursor.parse(text, cache, selector)
        .orElseThrow(
            () ->
                Query.invalid(
                    "'cursor' is not from the Link of a page before, of this cache and prefix"));
  }

  private static HttpResponse page(
      Exchange exchange, Query query, ListRequest request, Listing listing) {
    ByteArrayOutputStream lines = new ByteArrayOutputStream();
    for (Lookup.Hit hit : listing.entries()) {
      lines.writeBytes(Json.line(line(hit, request.withValues(), query.flag(DETAILS))));
    }
    HttpResponse page = Responses.document(200, Responses.NDJSON, lines.toByteArray());
    Optional<ListCursor> next = listing.next();
    return next.isPresent()
        ? page.addHeader(Responses.header("Link", link(exchange, query, request, next.get())))
        : page;
  }

  private static ObjectNode line(Lookup.Hit hit, boolean withValue, boolean withDetails) {
    ObjectNode json = Json.object();
    json.put("key", hit.found().key().toString());
    json.put("etag", EntityTags.quote(hit.found().version()));
    json.put("size", hit.size());
    json.put("contentType", hit.found().value().contentType());
    json.put("ttl", Durations.formatLeft(hit.endsInMillis()).orElse(null));
    if (withDetails) {
      long maxIdle = hit.found().lifespan().maxIdleMillis();
      json.put("maxIdle", maxIdle == Lifetime.NONE ? null : Durations.format(maxIdle));
      hit.found().tags().forEach(json.putArray("tags")::add);
    }
    if (withValue) {
      EntryJson.putValue(json, hit.found().value());
    }
    return json;
  }

  private static String link(Exchange exchange, Query query, ListRequest request, ListCursor next) {
    StringBuilder uri =
        new StringBuilder(exchange.path()).append("?limit=").append(request.limit());
    query.get("prefix").ifPresent(it -> uri.append("&prefix=").append(PercentEncoding.encode(it)));
    if (request.withValues()) {
      uri.append("&values=true");
    }
    if (query.flag(DETAILS)) {
      uri.append("&details=true");
    }
    return "<"
        + uri.append("&cursor=").append(next.text(exchange.cache(), request.selector()))
        + ">; rel=\"next\"";
  }
}
