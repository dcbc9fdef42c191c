package io.aitta.multijvm.campaign.client;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * How one request ended.
 *
 * @param reason in a few words, for counting; such as {@code 504 outcome-unknown}
 * @param body empty where there was none
 */
record Outcome(Kind kind, String reason, String body, Optional<String> etag) {
  /** What is known of it. */
  enum Kind {
    /** It was done. */
    DONE,
    /** There was no entry. */
    NO_ENTRY,
    /** Its condition did not hold. */
    CONDITION_FAILED,
    /** It was refused and will never be done. */
    NOTHING_DONE,
    /** It was done, or will be, or never will. */
    UNKNOWN
  }

  Outcome {
    requireNonNull(kind, "kind is null");
    requireNonNull(reason, "reason is null");
    requireNonNull(body, "body is null");
    requireNonNull(etag, "etag is null");
  }

  static Outcome without(Kind kind, String reason) {
    return new Outcome(kind, reason, "", Optional.empty());
  }

  /** Whether the server has said what became of it. */
  boolean isAnswer() {
    return kind != Kind.NOTHING_DONE && kind != Kind.UNKNOWN;
  }
}
