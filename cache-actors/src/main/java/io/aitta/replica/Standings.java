package io.aitta.replica;

import io.aitta.core.replication.configuration.Configuration;
import io.aitta.core.replication.configuration.MemberId;
import io.aitta.core.replication.protocol.Input;
import io.aitta.core.replication.protocol.Standing;
import io.aitta.directory.Directory;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Where the replicas of this node stand, and what the others say of theirs. Not thread-safe. */
final class Standings {
  private final MemberId self;
  private final Directory directory;
  private final CopyPlan plan;
  private final Consumer<Map<Integer, Configuration>> announce;
  private final Map<Integer, Configuration> led = new HashMap<>();
  private final Map<Integer, Configuration> known = new HashMap<>();
  private Set<MemberId> dead = Set.of();

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

  /** A replica of this node stands elsewhere now; says whether it leads otherwise than before. */
  boolean stands(int partition, Standing standing) {
    standing.known().ifPresent(configuration -> known.put(partition, configuration));
    leading.remove(partition);
    standing.led().ifPresent(configuration -> leading.put(partition, standing));
    Optional<Configuration> leads = standing.servedEpoch().flatMap(epoch -> standing.known());
    Optional<Configuration> former = Optional.ofNullable(led.remove(partition));
    leads.ifPresent(configuration -> led.put(partition, configuration));
    boolean changed = !leads.equals(former);
    if (changed) {
      announce.accept(Map.copyOf(led));
    }
    return changed;
  }

  /** A replica of this node is no more. */
  void gone(int partition) {
    known.remove(partition);
    leading.remove(partition);
    if (led.remove(partition) != null) {
      announce.accept(Map.copyOf(led));
    }
  }

  /** The processes that have ended, as other nodes say, and that were not told of before. */
  List<MemberId> newlyDead() {
    List<MemberId> said =
        directory.statuses().entrySet().stream()
            .filter(node -> !node.getKey().equals(directory.self()))
            .flatMap(node -> node.getValue().proofs())
            .distinct()
            .toList();
    List<MemberId> news = said.stream().filter(member -> !dead.contains(member)).toList();
    dead = Set.copyOf(said);
    return news;
  }

  boolean isLedAnywhere(int partition) {
    return directory.leaderOf(partition).isPresent();
  }

  /** The partitions that are led here. */
  Set<Integer> led() {
    return Set.copyOf(led.keySet());
  }

  /** What the replicas that lead here should do for copies to be where they should. */
  Map<Integer, Input> plan(boolean leaving, long nanoTime) {
    return plan.steps(Map.copyOf(leading), leaving, nanoTime);
  }

  /** What ties this node to the others now. */
  Ties ties() {
    return Ties.of(self, directory.self(), known, directory.peers(), directory.statuses());
  }
}
