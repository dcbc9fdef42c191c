package io.aitta.http;

import io.aitta.core.model.CacheKey;
import io.aitta.core.model.CacheName;
import io.aitta.core.model.CacheValue;
import io.aitta.core.model.Condition;
import io.aitta.core.model.Entry;
import io.aitta.core.model.Lifetime;
import io.aitta.core.model.Tags;
import io.aitta.core.operation.Get;
import io.aitta.core.operation.Put;
import io.aitta.core.operation.Remove;
import io.aitta.core.reply.LifetimeReply;
import io.aitta.core.reply.Lookup;
import io.aitta.core.reply.RemoveReply;
import io.aitta.core.reply.StoreReply;
import io.aitta.gateway.WriteName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.apache.pekko.http.javadsl.model.ContentType;
import org.apache.pekko.http.javadsl.model.DateTime;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.ResponseEntity;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;

/** One entry: GET, HEAD, PUT, DELETE. */
final class EntryHandler {
  private static final Set<String> PUT_PARAMETERS = Set.of("ttl", "max-idle", "tags");
  private static final HttpHeader MISS = Responses.header("Cache-Status", "aitta; fwd=miss");

  private final CacheCalls calls;
  private final int maxValueSize;

  EntryHandler(CacheCalls calls, int maxValueSize) {
    this.calls = calls;
    this.maxValueSize = maxValueSize;
  }

  CompletionStage<HttpResponse> get(Exchange exchange) {
    CacheName cache = exchange.cache();
    CacheKey key = exchange.key();
    exchange.query(Set.of());
    Conditions.OfRead condition = Conditions.ofRead(exchange.headers());
    boolean withValue = !exchange.method().equals("HEAD");
    return calls
        .execute(cache, new Get(key, withValue))
        .thenApply(found -> read(found, condition, withValue));
  }

  CompletionStage<HttpResponse> put(Exchange exchange) {
    CacheName cache = exchange.cache();
    CacheKey key = exchange.key();
    Query query = exchange.query(PUT_PARAMETERS);
    Lifetime lifetime = Lifetimes.of(query, exchange.headers());
    Tags tags = query.get("tags").map(EntryHandler::tags).orElse(Tags.NONE);
    Condition condition = Conditions.ofWrite(exchange.headers());
    Supplier<Optional<WriteName>> name = exchange.writeName();
    refuseParts(exchange);
    String mediaType = exchange.mediaType();
    return exchange
        .body(maxValueSize)
        .thenApply(body -> CacheValue.owning(body.toArrayUnsafe(), mediaType))
        .thenCompose(
            value ->
                calls.write(
                    cache, new Put(key, value, lifetime, tags, condition), condition, name.get()))
        .thenApply(reply -> stored(reply, exchange.path()));
  }

  CompletionStage<HttpResponse> delete(Exchange exchange) {
    CacheName cache = exchange.cache();
    CacheKey key = exchange.key();
    exchange.query(Set.of());
    Condition condition = Conditions.ofWrite(exchange.headers());
    return calls
        .execute(cache, new Remove(key, condition), exchange.writeName().get())
        .thenApply(EntryHandler::removed);
  }

  private static Tags tags(String text) {
    return Names.tags(List.of(text.split(",", -1)));
  }

  /** What would be stored as something else than was meant, RFC 9110, sections 8.4 and 14.5. */
  private static void refuseParts(Exchange exchange) {
    if (exchange.headers().first("Content-Range").isPresent()) {
      throw ProblemException.of(
          ProblemType.BAD_REQUEST, "an entry is written whole: Content-Range does not apply");
    }
    if (exchange.headers().first("Content-Encoding").filter(EntryHandler::isCoded).isPresent()) {
      throw Problem.of(
              ProblemType.UNSUPPORTED_MEDIA_TYPE,
              "an entry keeps no Content-Encoding: send it plain, or coded under a Content-Type")
          .with(Responses.header("Accept-Encoding", "identity"))
          .asException();
    }
  }

  private static boolean isCoded(String contentEncoding) {
    return !contentEncoding.strip().equalsIgnoreCase("identity");
  }

  private static HttpResponse read(Lookup found, Conditions.OfRead condition, boolean withValue) {
    if (!(found instanceof Lookup.Hit hit)) {
      throw Failures.entryNotFound().with(MISS).asException();
    }
    Entry entry = hit.found();
    if (condition.fails(entry)) {
      throw Failures.preconditionFailed(Optional.of(entry.version())).asException();
    }
    if (condition.isUnchanged(entry)) {
      return Responses.empty(304).addHeaders(headersOf(hit));
    }
    return HttpResponse.create()
        .withHeaders(headersOf(hit))
        .withEntity(withValue ? whole(entry.value()) : head(entry.value(), hit.size()));
  }

  private static ResponseEntity whole(CacheValue value) {
    return HttpEntities.create(
        Responses.contentType(value.contentType()), ByteString.fromByteBuffer(value.asBuffer()));
  }

  /** Says how long the value is and brings nothing of it. */
  private static ResponseEntity head(CacheValue value, long size) {
    ContentType type = Responses.contentType(value.contentType());
    return size == 0
        ? HttpEntities.create(type, ByteString.emptyByteString())
        : HttpEntities.create(type, size, Source.empty());
  }

  private static List<HttpHeader> headersOf(Lookup.Hit hit) {
    Entry entry = hit.found();
    List<HttpHeader> headers = new ArrayList<>(4);
    headers.add(Responses.header("ETag", EntityTags.quote(entry.version())));
    headers.add(
        Responses.header(
            "Last-Modified", DateTime.create(entry.modifiedAt()).toRfc1123DateTimeString()));
    headers.add(Responses.header("Cache-Status", status(hit.endsInMillis())));
    long left = left(hit);
    if (left != LifetimeReply.LIVES_ON) {
      headers.add(Responses.header("Cache-Control", "max-age=" + left / 1000));
    }
    return headers;
  }

  private static String status(long endsInMillis) {
    return endsInMillis == LifetimeReply.LIVES_ON
        ? "aitta; hit"
        : "aitta; hit; ttl=" + endsInMillis / 1000;
  }

  /** Until the entry is gone at the earliest; this very read has restarted its idle time. */
  private static long left(Lookup.Hit hit) {
    long idle = hit.found().lifespan().maxIdleMillis();
    if (idle == Lifetime.NONE) {
      return hit.endsInMillis();
    }
    return hit.endsInMillis() == LifetimeReply.LIVES_ON ? idle : Math.min(idle, hit.endsInMillis());
  }

  private static HttpResponse stored(StoreReply reply, String path) {
    if (reply instanceof StoreReply.Created created) {
      return Responses.empty(201)
          .addHeader(Responses.header("Location", path))
          .addHeader(Responses.header("ETag", EntityTags.quote(created.version())));
    }
    if (reply instanceof StoreReply.Replaced replaced) {
      return Responses.empty(204)
          .addHeader(Responses.header("ETag", EntityTags.quote(replaced.version())));
    }
    throw Failures.of(reply).asException();
  }

  private static HttpResponse removed(RemoveReply reply) {
    if (reply instanceof RemoveReply.Removed) {
      return Responses.empty(204);
    }
    throw Failures.of(reply).asException();
  }
}
