package io.aitta.directory;

import static java.util.Objects.requireNonNull;

import com.typesafe.config.Config;
import java.time.Duration;

/**
 * How a directory is kept.
 *
 * @param partitions how many partitions there are
 * @param role members without this role take no part; empty: all do
 * @param statusInterval how often a node repeats its status
 */
public record DirectorySettings(int partitions, String role, Duration statusInterval) {
  /**
   * @throws IllegalArgumentException with a sentence, when the interval is under a millisecond
   */
  public DirectorySettings {
    requireNonNull(role, "role is null");
    if (statusInterval.toMillis() < 1) {
      throw new IllegalArgumentException(
          "aitta.directory.status-interval = "
              + statusInterval
              + " is out of bounds: set it to 1ms at least");
    }
  }

  /** Reads them from the whole configuration. */
  public static DirectorySettings of(Config root) {
    return new DirectorySettings(
        root.getInt("aitta.partitions"),
        root.getString("aitta.role"),
        root.getDuration("aitta.directory.status-interval"));
  }
}
