package io.aitta.join;

import com.typesafe.config.Config;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What all nodes of a cluster must have in common.
 *
 * @param partitions how many partitions there are
 * @param wire the version of what the nodes say to each other
 */
record ClusterFacts(int partitions, int wire) {
  static final String PARTITIONS = "aitta.partitions";
  static final String WIRE = "aitta.wire-version";
  private static final Pattern FORM =
      Pattern.compile("aitta partitions=(\\d{1,9}) wire=(\\d{1,9})");

  static ClusterFacts of(Config config) {
    return new ClusterFacts(config.getInt(PARTITIONS), config.getInt(WIRE));
  }

  /** Reads what {@link #toString} wrote; empty for any other text. */
  static Optional<ClusterFacts> parse(String text) {
    Matcher parts = FORM.matcher(text);
    return parts.matches()
        ? Optional.of(
            new ClusterFacts(Integer.parseInt(parts.group(1)), Integer.parseInt(parts.group(2))))
        : Optional.empty();
  }

  /** Why a node with these may not join the cluster with those; empty where it may. */
  Optional<String> differsFrom(ClusterFacts theirs, Seed cluster) {
    if (partitions != theirs.partitions) {
      return Optional.of(
          mine(PARTITIONS, partitions, theirs.partitions, cluster)
              + ": start it with %s = %d".formatted(PARTITIONS, theirs.partitions));
    }
    if (wire != theirs.wire) {
      return Optional.of(
          mine(WIRE, wire, theirs.wire, cluster)
              + ": start it with the version of Aitta that the cluster runs");
    }
    return Optional.empty();
  }

  private static String mine(String key, int here, int there, Seed cluster) {
    return "this node has %s = %d, the cluster at %s has %d".formatted(key, here, cluster, there);
  }

  @Override
  public String toString() {
    return "aitta partitions=" + partitions + " wire=" + wire;
  }
}
