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
  public DirectorySettings {
    requireNonNull(role, "role is null");
    requireNonNull(statusInterval, "statusInterval is null");
  }

  /** Reads them from the section {@code aitta}. */
  public static DirectorySettings of(Config aitta) {
    return new DirectorySettings(
        aitta.getInt("partitions"),
        aitta.getString("role"),
        aitta.getDuration("directory.status-interval"));
  }
}
