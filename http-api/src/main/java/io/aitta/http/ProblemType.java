package io.aitta.http;

/** The kinds of errors a caller can be told of; each has a slug of its own and one status. */
enum ProblemType {
  INVALID_CACHE_NAME(400, "invalid-cache-name", "The cache's name is malformed"),
  INVALID_KEY(400, "invalid-key", "The key is malformed"),
  INVALID_DURATION(400, "invalid-duration", "The duration is malformed or out of its bounds"),
  INVALID_TAG(400, "invalid-tag", "A tag is malformed or there are too many"),
  INVALID_CONDITION(400, "invalid-condition", "The condition is malformed"),
  INVALID_IDEMPOTENCY_KEY(
      400, "invalid-idempotency-key", "The Idempotency-Key is malformed or does not apply"),
  INVALID_PARAMETER(400, "invalid-parameter", "A query parameter is unknown or malformed"),
  MALFORMED_JSON(400, "malformed-json", "The body is not JSON"),
  BAD_REQUEST(400, "bad-request", "The request cannot be read"),
  CACHE_NOT_FOUND(404, "cache-not-found", "There is no such cache"),
  ENTRY_NOT_FOUND(404, "entry-not-found", "There is no such entry"),
  NO_SUCH_RESOURCE(404, "no-such-resource", "Nothing is served under this path"),
  METHOD_NOT_ALLOWED(405, "method-not-allowed", "The method does not apply here"),
  REQUEST_TIMEOUT(408, "request-timeout", "The body did not arrive in time"),
  NOT_A_NUMBER(409, "not-a-number", "The entry holds no decimal number"),
  OUT_OF_RANGE(409, "out-of-range", "The sum does not fit in 64 bits"),
  NOT_LOST(409, "not-lost", "What was to be given up is not lost"),
  PRECONDITION_FAILED(412, "precondition-failed", "The condition does not hold"),
  VALUE_TOO_LARGE(413, "value-too-large", "The body is too large"),
  KEY_TOO_LONG(414, "key-too-long", "The key is too long"),
  UNSUPPORTED_MEDIA_TYPE(415, "unsupported-media-type", "The body's media type is not accepted"),
  INVALID_CONFIG(422, "invalid-config", "The configuration is not one of a cache"),
  INVALID_INVALIDATION(422, "invalid-invalidation", "The body selects no entries"),
  IDEMPOTENCY_KEY_REUSED(
      422, "idempotency-key-reused", "The Idempotency-Key was given to another write"),
  HEADERS_TOO_LARGE(431, "headers-too-large", "The request's headers are too large"),
  INTERNAL_ERROR(500, "internal-error", "The server failed"),
  UNAVAILABLE(503, "unavailable", "The entry's owner cannot be reached now"),
  NO_QUORUM(503, "no-quorum", "This side of a network split has no majority"),
  OVERLOADED(503, "overloaded", "More is under way than may be"),
  OUTCOME_UNKNOWN(504, "outcome-unknown", "Whether the write happened cannot be known"),
  OVER_BUDGET(507, "over-budget", "The cache has no room for the entry");

  private static final String PREFIX = "urn:aitta:problem:";

  private final int status;
  private final String slug;
  private final String title;

  ProblemType(int status, String slug, String title) {
    this.status = status;
    this.slug = slug;
    this.title = title;
  }

  int status() {
    return status;
  }

  String slug() {
    return slug;
  }

  String title() {
    return title;
  }

  String uri() {
    return PREFIX + slug;
  }
}
