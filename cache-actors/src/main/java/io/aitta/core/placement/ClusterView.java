package io.aitta.core.placement;

import static java.util.Objects.requireNonNull;

import io.aitta.core.replication.configuration.Configuration;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * The cluster as one node sees it, which may be a while ago.
 *
 * @param members each once
 * @param configurations the latest known of each partition that has one
 * @param weights of partitions; others weigh {@link Weight#ONE}
 * @param copies how many copies a partition is to have, at least 1
 */
public record ClusterView(
    Collection<MemberView> members,
    Map<Integer, Configuration> configurations,
    Map<Integer, Weight> weights,
    int copies) {
  /**
   * @throws IllegalArgumentException when copies is not positive
   */
  public ClusterView {
    members = List.copyOf(members);
    requireNonNull(configurations, "configurations is null");
    requireNonNull(weights, "weights is null");
    if (copies < 1) {
      throw new IllegalArgumentException("a partition has at least one copy, not " + copies);
    }
  }

  /** How many copies a partition can have on members that stay. */
  int wantedCopies() {
    return (int) Math.min(copies, members.stream().filter(member -> !member.leaving()).count());
  }
}
