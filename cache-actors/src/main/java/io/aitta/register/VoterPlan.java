package io.aitta.register;

import static java.util.Objects.requireNonNull;

import io.aitta.core.register.model.Generation;
import io.aitta.core.register.model.VoterId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Who should vote. Voters that can stay do; those that can't are replaced by others if there are
 * any, the oldest first. There are as many as nodes, but at most five, and three of four: the
 * fourth could not make up for anybody.
 */
final class VoterPlan {
  private static final Comparator<Nominee> REACHABLE_FIRST =
      Comparator.comparing(nominee -> !nominee.reachable());

  private VoterPlan() {}

  /**
   * A node that is there to stay.
   *
   * @param reachable whether it can be reached; a voter that can't still stays one
   * @param answers whether it has answered lately; who doesn't becomes no voter
   */
  record Nominee(VoterId voter, boolean reachable, boolean answers) {
    Nominee {
      requireNonNull(voter, "voter is null");
    }
  }

  /**
   * The voters of the generation to come; those of the present one where nothing is to be changed.
   *
   * @param nominees from the oldest to the youngest
   */
  static SortedSet<VoterId> wanted(Generation present, List<Nominee> nominees) {
    List<VoterId> available = available(present, nominees);
    return available.isEmpty()
        ? present.voters()
        : new TreeSet<>(available.subList(0, sizeFor(available.size())));
  }

  /** How many voters so many nodes have. */
  static int sizeFor(int nodes) {
    return nodes == 4 ? 3 : Math.min(nodes, Generation.MAX_VOTERS);
  }

  private static List<VoterId> available(Generation present, List<Nominee> nominees) {
    List<VoterId> available = new ArrayList<>();
    Set<String> names = new HashSet<>();
    nominees.stream()
        .filter(nominee -> present.has(nominee.voter()))
        .sorted(REACHABLE_FIRST)
        .forEach(nominee -> add(nominee.voter(), available, names));
    nominees.stream()
        .filter(nominee -> !present.has(nominee.voter()))
        .filter(nominee -> nominee.reachable() && nominee.answers())
        .forEach(nominee -> add(nominee.voter(), available, names));
    return available;
  }

  /** A generation has each name once: of two nodes of one name only one can vote. */
  private static void add(VoterId voter, List<VoterId> available, Set<String> names) {
    if (names.add(voter.name())) {
      available.add(voter);
    }
  }
}
