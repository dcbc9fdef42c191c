package io.aitta.directory;

import io.aitta.protocol.NodeStatus;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.pekko.actor.Address;

/** What is known of the members at one moment. Immutable. */
final class DirectoryView {
  private final List<Optional<Leader>> leaders;
  private final long[] lastEpochs;
  private final Map<Address, NodeStatus> statuses;
  private final List<Peer> peers;
  private final Optional<Electorate> electorate;
  private final boolean quorum;

  /**
   * @param leaders by partition; null where nobody leads
   */
  DirectoryView(
      Leader[] leaders,
      long[] lastEpochs,
      Map<Address, NodeStatus> statuses,
      Collection<Peer> peers,
      Optional<Electorate> electorate,
      boolean quorum) {
    this.leaders = Arrays.stream(leaders).map(Optional::ofNullable).toList();
    this.lastEpochs = lastEpochs.clone();
    this.statuses = Map.copyOf(statuses);
    this.peers = List.copyOf(peers);
    this.electorate = electorate;
    this.quorum = quorum;
  }

  static DirectoryView nothing(int partitions) {
    return new DirectoryView(
        new Leader[partitions], new long[partitions], Map.of(), List.of(), Optional.empty(), false);
  }

  Optional<Leader> leaderOf(int partition) {
    return leaders.get(partition);
  }

  long lastEpoch(int partition) {
    return lastEpochs[partition];
  }

  Map<Address, NodeStatus> statuses() {
    return statuses;
  }

  List<Peer> peers() {
    return peers;
  }

  Optional<Electorate> electorate() {
    return electorate;
  }

  boolean hasQuorum() {
    return quorum;
  }

  /** The partitions whose leader is another one here than there. */
  Set<Integer> changedSince(DirectoryView earlier) {
    return IntStream.range(0, leaders.size())
        .filter(partition -> !leaders.get(partition).equals(earlier.leaders.get(partition)))
        .boxed()
        .collect(Collectors.toUnmodifiableSet());
  }
}
