package io.aitta.replica;

import io.aitta.core.model.Version;
import io.aitta.core.replication.configuration.Configuration;
import io.aitta.core.replication.configuration.MemberId;
import io.aitta.core.replication.protocol.Input;
import io.aitta.core.replication.protocol.Standing;
import io.aitta.directory.Directory;
import io.aitta.protocol.NodeStatus;
import io.aitta.protocol.RestoredCopies;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Which copies have come back from disks, here and on other nodes, for those who have to know it
 * before a partition goes on. Not thread-safe.
 */
final class Returns {
  private static final Set<Standing.Part> WAITING =
      Set.of(Standing.Part.IDLE, Standing.Part.FOUNDER, Standing.Part.RETURNED);

  private final Directory directory;
  private final int partitions;
  private final Consumer<RestoredCopies> announce;
  private final Set<Integer> restored = new HashSet<>();
  private final Map<Integer, Standing> waiting = new HashMap<>();
  private final Map<Integer, Standing.Return> here = new HashMap<>();
  private final Map<Integer, Map<MemberId, Optional<Version>>> told = new HashMap<>();
  private RestoredCopies announced = RestoredCopies.NONE_YET;

  /**
   * @param partitions how many the cluster has
   * @param announce says to all nodes what the disk of this one had
   */
  Returns(Directory directory, int partitions, Consumer<RestoredCopies> announce) {
    this.directory = directory;
    this.partitions = partitions;
    this.announce = announce;
  }

  /** A replica of this node stands elsewhere now, or for the first time. */
  void stands(int partition, Standing standing) {
    restored.add(partition);
    here.remove(partition);
    standing.returned().ifPresent(copy -> here.put(partition, copy));
    waiting.remove(partition);
    if (WAITING.contains(standing.part()) && standing.known().isPresent()) {
      waiting.put(partition, standing);
    }
    RestoredCopies now = new RestoredCopies(restored.size() == partitions, here);
    if (now.complete() && !now.equals(announced)) {
      announced = now;
      announce.accept(now);
    }
  }

  /** What replicas of this node that wait for copies have to hear, and did not yet. */
  Map<Integer, Input> news() {
    Map<Integer, Input> news = new HashMap<>();
    if (!waiting.isEmpty()) {
      Map<String, NodeStatus> nodes = nodes();
      waiting.forEach((partition, standing) -> tell(partition, standing, nodes, news));
    }
    return news;
  }

  private void tell(
      int partition, Standing standing, Map<String, NodeStatus> nodes, Map<Integer, Input> news) {
    Map<MemberId, Optional<Version>> back = back(partition, standing.known().orElseThrow(), nodes);
    if (!back.equals(told.getOrDefault(partition, Map.of()))) {
      told.put(partition, back);
      news.put(partition, new Input.Back(back));
    }
  }

  /** Of those in sync, the ones in whose place another process of their node has come. */
  private static Map<MemberId, Optional<Version>> back(
      int partition, Configuration known, Map<String, NodeStatus> nodes) {
    Map<MemberId, Optional<Version>> back = new HashMap<>();
    for (MemberId former : known.inSync()) {
      Optional.ofNullable(nodes.get(former.node()))
          .filter(now -> !now.member().equals(former))
          .map(now -> now.replication().restored())
          .filter(RestoredCopies::complete)
          .ifPresent(said -> back.put(former, head(said, partition, former)));
    }
    return back;
  }

  private static Optional<Version> head(RestoredCopies said, int partition, MemberId former) {
    return Optional.ofNullable(said.copies().get(partition))
        .filter(copy -> copy.lives().contains(former))
        .map(Standing.Return::head);
  }

  /** Of two processes of one node the later one. */
  private Map<String, NodeStatus> nodes() {
    return directory.statuses().values().stream()
        .collect(
            Collectors.toMap(
                NodeStatus::name,
                Function.identity(),
                (one, other) -> one.startedAt() >= other.startedAt() ? one : other));
  }
}
