package io.aitta.multijvm.campaign.damage;

import static java.util.Locale.ROOT;
import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * What became of a node that was started on damaged files.
 *
 * @param said what it said, or what it did not serve
 */
record Outcome(Kind kind, List<String> said) {
  /** From the best to the worst. */
  enum Kind {
    /** It was ready, and every key had what it should. */
    RIGHT,
    /** It did not start, and said why. */
    REFUSED,
    /** It ended, and said why. */
    ENDED,
    /** It served nothing wrong, was not ready or left keys unanswered, and did not say why. */
    UNCLEAR,
    /** It served what was not written, not written last, or removed; or missed what was written. */
    WRONG;

    String label() {
      return name().toLowerCase(ROOT);
    }

    boolean isFault() {
      return this == UNCLEAR || this == WRONG;
    }
  }

  Outcome {
    requireNonNull(kind, "kind is null");
    said = List.copyOf(said);
  }

  /** This, unless the other one is worse. */
  Outcome or(Outcome other) {
    return other.kind.compareTo(kind) > 0 ? other : this;
  }

  static Outcome of(Kind kind, String said) {
    return new Outcome(kind, List.of(said));
  }
}
