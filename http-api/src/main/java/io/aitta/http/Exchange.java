package io.aitta.http;

import static java.util.concurrent.CompletableFuture.completedFuture;
import static java.util.concurrent.CompletableFuture.failedFuture;

import com.fasterxml.jackson.databind.JsonNode;
import io.aitta.core.model.CacheKey;
import io.aitta.core.model.CacheName;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.pekko.actor.Cancellable;
import org.apache.pekko.http.javadsl.model.HttpEntity;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.stream.Materializer;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;
import scala.concurrent.duration.FiniteDuration;

/**
 * One request on its way through: what it asks, and its body. Ends once, giving back what it held.
 */
final class Exchange {
  private static final int CACHE_SEGMENT = 2;
  private static final int KEY_SEGMENT = 4;

  /** The largest JSON document of a request that is not a batch. */
  private static final int MAX_JSON_BYTES = 64 * 1024;

  private final HttpRequest request;
  private final RequestTarget target;
  private final Headers headers;
  private final Materializer materializer;
  private final Reservation reservation;
  private final Duration bodyTimeout;
  private final Runnable onEnd;
  private final AtomicBoolean ended = new AtomicBoolean();
  private boolean bodyTaken;
  private volatile boolean streaming;

  Exchange(
      HttpRequest request,
      RequestTarget target,
      Materializer materializer,
      Reservation reservation,
      Duration bodyTimeout,
      Runnable onEnd) {
    this.request = request;
    this.target = target;
    this.headers = new Headers(request);
    this.materializer = materializer;
    this.reservation = reservation;
    this.bodyTimeout = bodyTimeout;
    this.onEnd = onEnd;
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

  /** The path as it was sent. */
  String path() {
    return target.path();
  }

  Headers headers() {
    return headers;
  }

  HttpEntity entity() {
    return request.entity();
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

  /** The body, in one piece; {@code value-too-large} beyond the limit. */
  CompletionStage<ByteString> body(long limit) {
    bodyTaken = true;
    if (request.entity() instanceof HttpEntity.Strict strict) {
      return whole(strict.getData(), limit);
    }
    OptionalLong announced = request.entity().getContentLengthOption();
    return announced.isPresent() && announced.getAsLong() > limit
        ? refuse(limit)
        : run(BodyCollector.collecting(limit, bodyTimeout, reservation));
  }

  private CompletionStage<ByteString> whole(ByteString body, long limit) {
    if (body.size() > limit) {
      return failedFuture(BodyCollector.tooLarge(limit));
    }
    return reservation.tryReserve(body.size())
        ? completedFuture(body)
        : failedFuture(BodyCollector.noRoom());
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

  /** Whether nothing is left of the body to be read. */
  boolean isBodyDone() {
    return bodyTaken || request.entity().isStrict();
  }

  /**
   * Reads what is left of the body and throws it away, so that the connection can be used on and
   * the client, busy sending, sees the answer.
   */
  CompletionStage<Void> discardBody() {
    bodyTaken = true;
    return refuse(0).handle((body, refused) -> null);
  }

  /**
   * A response's body that is streamed: the exchange ends with it, not with the response's head. A
   * body that nobody asks for within the deadline, since the client has gone, ends it too.
   */
  Source<ByteString, ?> streaming(Source<ByteString, ?> body) {
    streaming = true;
    Cancellable unread =
        materializer.scheduleOnce(FiniteDuration.fromNanos(bodyTimeout.toNanos()), this::end);
    return body.watchTermination(
        (value, done) -> {
          unread.cancel();
          return done.whenComplete((end, failure) -> end());
        });
  }

  boolean isStreaming() {
    return streaming;
  }

  void end() {
    if (ended.compareAndSet(false, true)) {
      reservation.release();
      onEnd.run();
    }
  }

  private CompletionStage<ByteString> refuse(long limit) {
    long announced = request.entity().getContentLengthOption().orElse(0);
    return headers.first("Expect").isPresent() || announced > limit + BodyCollector.DRAIN_BYTES
        ? failedFuture(BodyCollector.tooLarge(limit))
        : run(BodyCollector.discarding(limit, reservation));
  }

  private CompletionStage<ByteString> run(BodyCollector collector) {
    return request
        .entity()
        .withoutSizeLimit()
        .getDataBytes()
        .runWith(Sink.fromGraph(collector), materializer);
  }
}
