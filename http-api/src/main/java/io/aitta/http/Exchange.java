package io.aitta.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.aitta.core.model.CacheKey;
import io.aitta.core.model.CacheName;
import io.aitta.gateway.WriteName;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.util.ByteString;

/** One request on its way through: what it asks, its body, and how its response goes out. */
final class Exchange {
  private static final int CACHE_SEGMENT = 2;
  private static final int KEY_SEGMENT = 4;

  /** The largest JSON document of a request that is not a batch. */
  private static final int MAX_JSON_BYTES = 64 * 1024;

  private final HttpRequest request;
  private final RequestTarget target;
  private final Headers headers;
  private final RequestBody body;
  private final Delivery delivery;
  private Optional<Idempotency> idempotency = Optional.empty();

  /**
   * @param onEnd told once the response was sent
   */
  Exchange(HttpRequest request, RequestTarget target, Means means, Runnable onEnd) {
    this.request = request;
    this.target = target;
    this.headers = new Headers(request);
    this.body = new RequestBody(request.entity(), headers.first("Expect").isPresent(), means);
    this.delivery =
        new Delivery(
            means,
            () -> {
              body.release();
              onEnd.run();
            });
  }

  /** The cache's name in the path; {@code invalid-cache-name} where it is none. */
  CacheName cache() {
    return Names.cacheName(target.segments().get(CACHE_SEGMENT));
  }

  /** The key in the path; {@code invalid-key} or {@code key-too-long} where it is none. */
  CacheKey key() {
    return Names.keyInPath(target.segments().get(KEY_SEGMENT));
  }

  String method() {
    return request.method().value();
  }

  boolean isHttp2() {
    return RequestTarget.isHttp2(request);
  }

  /** The path as it was sent. */
  String path() {
    return target.path();
  }

  Headers headers() {
    return headers;
  }

  /** The body's media type; {@code bad-request} where the header is none. */
  String mediaType() {
    if (headers.first("Content-Type").isPresent()) {
      throw ProblemException.of(
          ProblemType.BAD_REQUEST,
          "'" + headers.first("Content-Type").get() + "' is no media type");
    }
    return ContentKind.of(request.entity());
  }

  /** The query; {@code invalid-parameter} where it has others than the known parameters. */
  Query query(Set<String> known) {
    return Query.of(target.query(), known);
  }

  /**
   * What the client calls this write, where it says so; to be asked once the body was taken. A
   * header that is no name is {@code invalid-idempotency-key} at once.
   */
  Supplier<Optional<WriteName>> writeName() {
    idempotency = Idempotency.of(headers);
    idempotency.ifPresent(
        name ->
            name.take(method())
                .take(target.path())
                .take(target.query())
                .take(ContentKind.of(request.entity())));
    return () -> idempotency.map(Idempotency::name);
  }

  RequestBody body() {
    return body;
  }

  /** The body, in one piece; {@code value-too-large} beyond the limit. */
  CompletionStage<ByteString> body(int limit) {
    return body.take(limit)
        .thenApply(
            bytes -> {
              idempotency.ifPresent(name -> name.take(bytes));
              return bytes;
            });
  }

  /** The body as one JSON document. */
  CompletionStage<JsonNode> json() {
    requireJson();
    return body(MAX_JSON_BYTES).thenApply(bytes -> Json.read(bytes.toArrayUnsafe()));
  }

  /** The body as one JSON document, or none where the body is empty. */
  CompletionStage<Optional<JsonNode>> jsonOrNothing() {
    return body(MAX_JSON_BYTES)
        .thenApply(
            bytes -> {
              if (bytes.isEmpty()) {
                return Optional.empty();
              }
              requireJson();
              return Optional.of(Json.read(bytes.toArrayUnsafe()));
            });
  }

  private void requireJson() {
    if (!ContentKind.mayBeJson(mediaType())) {
      throw unsupported(Responses.JSON);
    }
  }

  ProblemException unsupported(String wanted) {
    return ProblemException.of(
        ProblemType.UNSUPPORTED_MEDIA_TYPE, "send " + wanted + ", not " + mediaType());
  }

  /** The problem with the cache and the key of this request's path in it. */
  Problem about(Problem problem) {
    if (target.segments().size() <= CACHE_SEGMENT || !target.segments().get(1).equals("caches")) {
      return problem;
    }
    String cache = readable(CACHE_SEGMENT);
    return target.segments().size() > KEY_SEGMENT
        ? problem.about(cache, readable(KEY_SEGMENT))
        : problem.about(cache);
  }

  private String readable(int segment) {
    String raw = target.segments().get(segment);
    return PercentEncoding.decode(raw).flatMap(PercentEncoding::utf8).orElse(raw);
  }

  /** How the response goes out. */
  Delivery delivery() {
    return delivery;
  }
}
