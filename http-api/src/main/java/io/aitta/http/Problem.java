package io.aitta.http;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.aitta.core.model.CacheKey;
import io.aitta.core.model.Version;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/**
 * An error as the caller sees it, after RFC 9457.
 *
 * @param detail one sentence on what happened, to what, and what to do
 * @param cache the cache that was meant, where one was
 * @param key the key that was meant, where one was
 * @param current the version of the entry there is, where a condition failed on it
 * @param headers what the response carries beside the document
 */
record Problem(
    ProblemType type,
    String detail,
    Optional<String> cache,
    Optional<String> key,
    Optional<Version> current,
    List<HttpHeader> headers) {
  /** How long a caller that may try again is asked to wait, in milliseconds. */
  static final long RETRY_AFTER_MILLIS = 1000;

  /** What a caller sent is told back in part, so that no error is large. */
  private static final int MAX_DETAIL = 512;

  /** A key of the most bytes, each percent-encoded. */
  private static final int MAX_KEY = 3 * CacheKey.MAX_BYTES;

  static final String MEDIA_TYPE = "application/problem+json";

  Problem {
    requireNonNull(type, "type is null");
    requireNonNull(detail, "detail is null");
    detail = detail.length() > MAX_DETAIL ? detail.substring(0, MAX_DETAIL) + "…" : detail;
    key = key.map(text -> text.length() > MAX_KEY ? text.substring(0, MAX_KEY) : text);
    headers = List.copyOf(headers);
  }

  static Problem of(ProblemType type, String detail) {
    return new Problem(
        type, detail, Optional.empty(), Optional.empty(), Optional.empty(), List.of());
  }

  Problem about(String cacheName) {
    return new Problem(type, detail, Optional.of(cacheName), key, current, headers);
  }

  Problem about(String cacheName, String keyText) {
    return new Problem(
        type, detail, Optional.of(cacheName), Optional.of(keyText), current, headers);
  }

  Problem at(Optional<Version> version) {
    return new Problem(type, detail, cache, key, version, headers);
  }

  Problem with(HttpHeader header) {
    List<HttpHeader> more = new ArrayList<>(headers);
    more.add(header);
    return new Problem(type, detail, cache, key, current, more);
  }

  /** This problem as something to throw. */
  ProblemException asException() {
    return new ProblemException(this);
  }

  /** The whole response: status, headers, document. */
  HttpResponse toResponse() {
    List<HttpHeader> all = new ArrayList<>(headers);
    current.ifPresent(version -> all.add(Responses.header("ETag", EntityTags.quote(version))));
    if (retries()) {
      all.add(Responses.header("Retry-After", Long.toString(RETRY_AFTER_MILLIS / 1000)));
    }
    return Responses.document(type.status(), MEDIA_TYPE, Json.bytes(toJson())).addHeaders(all);
  }

  private boolean retries() {
    return type.status() == 503;
  }

  private ObjectNode toJson() {
    ObjectNode json = Json.object();
    json.put("type", type.uri());
    json.put("title", type.title());
    json.put("status", type.status());
    json.put("detail", detail);
    cache.ifPresent(name -> json.put("cache", name));
    key.ifPresent(text -> json.put("key", text));
    current.ifPresent(version -> json.put("currentEtag", EntityTags.quote(version)));
    if (retries()) {
      json.put("retryAfterMs", RETRY_AFTER_MILLIS);
    }
    return json;
  }
}
