package io.aitta.replica;

import static java.util.Objects.requireNonNull;

import io.aitta.core.replication.configuration.Configuration;
import io.aitta.core.replication.configuration.MemberId;
import io.aitta.core.replication.protocol.Input;
import io.aitta.directory.Directory;
import io.aitta.protocol.NodeStatus;
import io.aitta.protocol.RestoredCopies;
import io.aitta.register.ConfigurationRegister;
import io.aitta.replica.LostPartition.Fate;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BiPredicate;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The copies of nodes that never come back: what waits for them, and its end by an operator's word.
 * A partition that is given up begins empty by the next decision of the register, so a copy that
 * does come back later counts no more. Thread-safe; never blocks.
 */
public final class LostCopies {
  private static final Logger LOG = LoggerFactory.getLogger(LostCopies.class);

  private final int partitions;
  private final Directory directory;
  private final ConfigurationRegister register;
  private final BiPredicate<Integer, Input> tell;
  private final LongAdder givenUp = new LongAdder();

  /**
   * @param partitions how many the cluster has
   * @param tell tells the replica of a partition here; false where there is none
   */
  LostCopies(
      int partitions,
      Directory directory,
      ConfigurationRegister register,
      BiPredicate<Integer, Input> tell) {
    this.partitions = partitions;
    this.directory = directory;
    this.register = register;
    this.tell = tell;
  }

  /** How many partitions were to be given up by this node's operators. */
  public long givenUp() {
    return givenUp.sum();
  }

  /**
   * The partitions that nobody leads and that wait for one of these nodes, or, with none named, for
   * any; by number.
   *
   * @throws NotLostException when one of the nodes is a member, or may be
   */
  public CompletionStage<List<LostPartition>> of(Set<String> nodes) {
    requireAway(nodes);
    List<CompletableFuture<LostPartition>> asked =
        IntStream.range(0, partitions)
            .filter(partition -> directory.leaderOf(partition).isEmpty())
            .mapToObj(partition -> ask(partition, nodes))
            .toList();
    return CompletableFuture.allOf(asked.toArray(CompletableFuture[]::new))
        .thenApply(
            all ->
                asked.stream().map(CompletableFuture::join).filter(it -> isOf(it, nodes)).toList());
  }

  /**
   * Gives up those that are lost with these nodes: each begins empty, here, unless the register
   * decides otherwise first.
   *
   * @param which the partitions it may be
   * @return those that were lost and are to begin
   */
  public CompletionStage<List<LostPartition>> giveUp(Set<String> nodes, IntPredicate which) {
    return of(nodes)
        .thenApply(
            all ->
                all.stream()
                    .filter(it -> it.fate() == Fate.LOST && which.test(it.partition()))
                    .filter(it -> giveUp(it, nodes))
                    .toList());
  }

  private boolean giveUp(LostPartition lost, Set<String> nodes) {
    Configuration latest = lost.latest().orElseThrow();
    LOG.error(
        "partition {}: an operator gives up its copies on {}, which count by epoch {}, version {}:"
            + " it begins EMPTY, and they are dropped should they come back",
        lost.partition(),
        nodes,
        latest.epoch(),
        latest.version());
    givenUp.increment();
    return tell.test(lost.partition(), new Input.ForceClaim(latest));
  }

  private CompletableFuture<LostPartition> ask(int partition, Set<String> nodes) {
    CompletableFuture<LostPartition> found = new CompletableFuture<>();
    register.read(partition, answer -> found.complete(judge(partition, answer, nodes)));
    return found;
  }

  private static boolean isOf(LostPartition partition, Set<String> nodes) {
    return partition.fate() == Fate.UNDECIDED
        || (nodes.isEmpty() && !partition.waitsFor().isEmpty())
        || !Collections.disjoint(partition.waitsFor(), nodes);
  }

  private LostPartition judge(
      int partition, ConfigurationRegister.Answer answer, Set<String> nodes) {
    if (!(answer instanceof ConfigurationRegister.Answer.Decided decided)) {
      return new LostPartition(partition, Optional.empty(), new TreeSet<>(), Fate.UNDECIDED);
    }
    Map<String, NodeStatus> there = there();
    Set<MemberId> counted = decided.current().map(Configuration::inSync).orElse(new TreeSet<>());
    SortedSet<String> waitsFor =
        counted.stream()
            .map(MemberId::node)
            .filter(node -> !there.containsKey(node))
            .collect(Collectors.toCollection(TreeSet::new));
    boolean comesBack =
        counted.stream()
            .filter(member -> there.containsKey(member.node()))
            .anyMatch(member -> mayHave(there.get(member.node()), member, partition));
    return new LostPartition(
        partition, decided.current(), waitsFor, fate(waitsFor, comesBack, nodes));
  }

  private static Fate fate(Set<String> waitsFor, boolean comesBack, Set<String> nodes) {
    if (comesBack) {
      return Fate.COMES_BACK;
    }
    return nodes.containsAll(waitsFor) ? Fate.LOST : Fate.WAITS_FOR_OTHERS;
  }

  /** Whether a node that is there has, or may yet say that it has, the copy of that process. */
  private static boolean mayHave(NodeStatus node, MemberId counted, int partition) {
    RestoredCopies restored = node.replication().restored();
    return node.member().equals(counted)
        || !restored.complete()
        || Optional.ofNullable(restored.copies().get(partition))
            .filter(copy -> copy.lives().contains(counted))
            .isPresent();
  }

  private Map<String, NodeStatus> there() {
    return directory.statuses().values().stream()
        .collect(
            Collectors.toMap(
                NodeStatus::name,
                status -> status,
                (one, other) -> one.startedAt() >= other.startedAt() ? one : other));
  }

  private void requireAway(Set<String> nodes) {
    requireNonNull(nodes, "nodes is null");
    there().keySet().stream()
        .filter(nodes::contains)
        .findFirst()
        .ifPresent(
            node -> {
              throw new NotLostException(
                  node
                      + " is a member of the cluster: only what is on nodes that are gone is lost");
            });
    directory.peers().stream()
        .filter(peer -> !directory.statuses().containsKey(peer.address()))
        .findFirst()
        .ifPresent(
            peer -> {
              throw new NotLostException(
                  "the member at %s has not said its name yet, and may be a node that is to be given up: ask again"
                      .formatted(peer.address()));
            });
  }
}
