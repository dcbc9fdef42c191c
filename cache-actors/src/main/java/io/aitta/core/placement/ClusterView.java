package io.aitta.core.placement;

import static java.util.Objects.requireNonNull;

import io.aitta.core.replication.configuration.Configuration;
import io.aitta.core.replication.configuration.MemberId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The cluster as one node sees it, which may be a while ago.
 *
 * @param members each once
 * @param configurations the latest known of each partition that has one
 * @param weights of partitions; others weigh {@link Weight#ONE}
 * @param silent of partitions the members that their primary, which is this node, does not hear
 * @param shunned the members that this node gives no copy now, since they lost those they had
 * @param copies how many copies a partition is to have, at least 1
 */
public record ClusterView(
    Collection<MemberView> members,
    Map<Integer, Configuration> configurations,
    Map<Integer, Weight> weights,
    Map<Integer, Set<MemberId>> silent,
    Set<MemberId> shunned,
    int copies) {
  /**
   * @throws IllegalArgumentException when copies is not positive
   */
  public ClusterView {
    members = List.copyOf(members);
    requireNonNull(configurations, "configurations is null");
    requireNonNull(weights, "weights is null");
    requireNonNull(silent, "silent is null");
    shunned = Set.copyOf(shunned);
    if (copies < 1) {
      throw new IllegalArgumentException("a partition has at least one copy, not " + copies);
    }
  }

  /** Whether the primary of that partition does not hear that member. */
  boolean isSilent(int partition, MemberId member) {
    return silent.getOrDefault(partition, Set.of()).contains(member);
  }

  /**
   * Whether a member is heard by at least half of the primaries here that count it in. One who
   * misses it says little: messages of one partition may be lost or late while the member is fine.
   */
  boolean isHeard(MemberId member) {
    long unheard = silent.keySet().stream().filter(number -> isSilent(number, member)).count();
    long counting = silent.keySet().stream().filter(number -> isInSync(number, member)).count();
    return 2 * unheard <= counting;
  }

  private boolean isInSync(int partition, MemberId member) {
    return Optional.ofNullable(configurations.get(partition))
        .filter(now -> now.inSync().contains(member))
        .isPresent();
  }

  /** How many copies a partition can have on members that stay. */
  int wantedCopies() {
    return (int) Math.min(copies, members.stream().filter(member -> !member.leaving()).count());
  }
}
