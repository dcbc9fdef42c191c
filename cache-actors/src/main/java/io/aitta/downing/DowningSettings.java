package io.aitta.downing;

import com.typesafe.config.Config;
import java.time.Duration;

/**
 * When a node decides who goes on.
 *
 * @param stableAfter for how long what it sees must have been the same
 */
public record DowningSettings(Duration stableAfter) {
  private static final Duration LEAST = Duration.ofMillis(100);
  private static final Duration LONGEST_BETWEEN_LOOKS = Duration.ofMillis(500);

  /**
   * @throws IllegalArgumentException with a sentence, when the time is under 100 ms
   */
  public DowningSettings {
    if (stableAfter.compareTo(LEAST) < 0) {
      throw new IllegalArgumentException(
          "aitta.downing.stable-after = %s is out of bounds: set it to 100ms at least"
              .formatted(stableAfter));
    }
  }

  /**
   * Reads {@code aitta.downing} out of the whole configuration.
   *
   * @throws IllegalArgumentException with a sentence, when the time is under 100 ms
   */
  public static DowningSettings of(Config root) {
    return new DowningSettings(root.getDuration("aitta.downing.stable-after"));
  }

  /** The time between two looks: a tenth of that, half a second at most. */
  Duration lookInterval() {
    Duration tenth = stableAfter.dividedBy(10);
    return tenth.compareTo(LONGEST_BETWEEN_LOOKS) < 0 ? tenth : LONGEST_BETWEEN_LOOKS;
  }
}
