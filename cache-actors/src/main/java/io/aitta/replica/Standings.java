package io.aitta.replica;

import io.aitta.core.replication.configuration.Configuration;
import io.aitta.core.replication.configuration.MemberId;
import io.aitta.core.replication.protocol.Input;
import io.aitta.core.replication.protocol.Standing;
import io.aitta.directory.Directory;
import io.aitta.directory.Peer;
import io.aitta.protocol.NodeStatus;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.pekko.cluster.MemberStatus;

/** Where the replicas of this node stand, and what the others say of theirs. Not thread-safe. */
final class Standings {
  private final MemberId self;
  private final Directory directory;
  private final CopyPlan plan;
  private final Consumer<Map<Integer, Configuration>> announce;
  private final Map<Integer, Configuration> led = new HashMap<>();

  /** Those that lead, also before they serve: they may be waiting for copies. */
  private final Map<Integer, Standing> leading = new HashMap<>();

  /**
   * @param announce says which partitions are led here, each with its configuration
   */
  Standings(
      MemberId self,
      Directory directory,
      CopyPlan plan,
      Consumer<Map<Integer, Configuration>> announce) {
    this.self = self;
    this.directory = directory;
    this.plan = plan;
    this.announce = announce;
  }

  /** A replica of this node stands elsewhere now. */
  void stands(int partition, Standing standing) {
    leading.remove(partition);
    standing.led().ifPresent(configuration -> leading.put(partition, standing));
    Optional<Configuration> leads = standing.servedEpoch().flatMap(epoch -> standing.known());
    Optional<Configuration> former = Optional.ofNullable(led.remove(partition));
    leads.ifPresent(configuration -> led.put(partition, configuration));
    if (!leads.equals(former)) {
      announce.accept(Map.copyOf(led));
    }
  }

  boolean isLedAnywhere(int partition) {
    return directory.leaderOf(partition).isPresent();
  }

  /** What the replicas that lead here should do for copies to be where they should. */
  Map<Integer, Input> plan(boolean leaving, long nanoTime) {
    return plan.steps(Map.copyOf(leading), leaving, nanoTime);
  }

  /** Whether no partition counts on this node, or nobody is there who could take anything over. */
  boolean isFreeToGo() {
    return !isOthersThere() || (led.isEmpty() && !isCountedOn());
  }

  private boolean isCountedOn() {
    return statuses()
        .map(status -> status.replication().leads().values())
        .flatMap(Collection::stream)
        .anyMatch(configuration -> configuration.inSync().contains(self));
  }

  private boolean isOthersThere() {
    return directory.peers().stream()
        .filter(peer -> peer.reachable() && peer.status().equals(MemberStatus.up()))
        .map(Peer::address)
        .map(directory.statuses()::get)
        .anyMatch(status -> status != null && isOtherThatStays(status));
  }

  private boolean isOtherThatStays(NodeStatus status) {
    return !status.member().equals(self) && !status.replication().leaving();
  }

  private Stream<NodeStatus> statuses() {
    return directory.statuses().values().stream();
  }
}
