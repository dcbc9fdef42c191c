package io.aitta.embedded;

import io.aitta.core.model.Lifetime;
import java.time.Duration;

/** Durations of the API as the milliseconds of the core. */
final class Durations {
  private static final Duration LONGEST = Duration.ofMillis(Lifetime.MAX_MILLIS);

  private Durations() {}

  /** A limit in milliseconds, rounded up to the next. */
  static long millis(Duration limit) {
    if (limit.isNegative() || limit.isZero() || limit.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          "a lifetime is above zero and at most ten years, not " + limit);
    }
    return limit.plusNanos(999_999).toMillis();
  }
}
