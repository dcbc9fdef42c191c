package io.aitta.http;

import io.aitta.core.model.Lifetime;
import io.aitta.core.reply.LifetimeReply;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Durations as text: a decimal number and one of {@code ms}, {@code s}, {@code m}, {@code h},
 * {@code d}; greater than zero and at most ten years.
 */
final class Durations {
  private static final Pattern FORM =
      Pattern.compile("([0-9]{1,18}(?:\\.[0-9]{1,18})?)(ms|[smhd])");
  private static final Map<String, BigDecimal> UNITS =
      Map.of(
          "ms", BigDecimal.ONE,
          "s", BigDecimal.valueOf(1_000),
          "m", BigDecimal.valueOf(60_000),
          "h", BigDecimal.valueOf(3_600_000),
          "d", BigDecimal.valueOf(86_400_000));

  private Durations() {}

  /**
   * Reads a duration, in milliseconds, rounded up so that no duration becomes zero.
   *
   * @throws ProblemException {@code invalid-duration}
   */
  static long parse(String text) {
    Matcher parts = FORM.matcher(text);
    if (!parts.matches()) {
      throw invalid("'" + text + "' is no duration such as 500ms, 30s, 1.5m, 2h or 7d");
    }
    return millis(new BigDecimal(parts.group(1)).multiply(UNITS.get(parts.group(2))), text);
  }

  /** Whole seconds, as a {@code max-age} directive gives them, in milliseconds. */
  static long parseSeconds(String text) {
    if (!text.matches("[0-9]{1,18}")) {
      throw invalid("max-age=" + text + " is no number of seconds");
    }
    return millis(new BigDecimal(text).multiply(UNITS.get("s")), "max-age=" + text);
  }

  /** Seconds with as many decimals as it takes, such as {@code 29.9s}. */
  static String format(long millis) {
    return BigDecimal.valueOf(millis, 3).stripTrailingZeros().toPlainString() + "s";
  }

  /** The time left, as {@link #format} writes it; empty for what lives on. */
  static Optional<String> formatLeft(long millis) {
    return millis == LifetimeReply.LIVES_ON ? Optional.empty() : Optional.of(format(millis));
  }

  private static long millis(BigDecimal exact, String text) {
    if (exact.signum() == 0) {
      throw invalid("'" + text + "' is no duration: it must be greater than zero");
    }
    if (exact.compareTo(BigDecimal.valueOf(Lifetime.MAX_MILLIS)) > 0) {
      throw invalid("'" + text + "' is longer than ten years");
    }
    return exact.setScale(0, RoundingMode.CEILING).longValueExact();
  }

  private static ProblemException invalid(String detail) {
    return ProblemException.of(ProblemType.INVALID_DURATION, detail);
  }
}
