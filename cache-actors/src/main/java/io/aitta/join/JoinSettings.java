package io.aitta.join;

import static java.util.Objects.requireNonNull;

import com.typesafe.config.Config;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * How a node finds its cluster.
 *
 * @param seeds {@code host:port} each; for {@link Mode#SEEDS}
 * @param seedsDns {@code name:port}; for {@link Mode#DNS}
 * @param form whether this node may form a cluster of its own wherever it stands in the list
 * @param timeout how long a seed may take to answer before the node stops
 */
public record JoinSettings(
    Mode mode, List<String> seeds, String seedsDns, boolean form, Duration timeout) {
  public JoinSettings {
    requireNonNull(mode, "mode is null");
    requireNonNull(seedsDns, "seedsDns is null");
    requireNonNull(timeout, "timeout is null");
    seeds = List.copyOf(seeds);
  }

  /** Where the list of seeds comes from. */
  public enum Mode {
    /** Nowhere: the application forms its cluster itself. */
    NONE,
    /** The configuration. */
    SEEDS,
    /** All addresses of a DNS name. */
    DNS,
    /** The environment variable {@code AITTA_SEEDS}. */
    ENVIRONMENT
  }

  /**
   * Reads them from the whole configuration.
   *
   * @throws IllegalArgumentException with a sentence, when the mode is not a known one
   */
  public static JoinSettings of(Config root) {
    return new JoinSettings(
        mode(root.getString("aitta.cluster.join")),
        root.getStringList("aitta.cluster.seeds"),
        root.getString("aitta.cluster.seeds-dns"),
        root.getBoolean("aitta.cluster.form"),
        root.getDuration("aitta.cluster.join-timeout"));
  }

  private static Mode mode(String text) {
    return Arrays.stream(Mode.values())
        .filter(mode -> mode.name().toLowerCase(Locale.ROOT).equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "aitta.cluster.join = "
                        + text
                        + " is not known: set it to none, seeds, dns or environment"));
  }
}
