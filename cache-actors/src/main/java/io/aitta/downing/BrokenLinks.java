package io.aitta.downing;

import static java.util.Comparator.comparingInt;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Pairs of nodes of which one does not hear the other. Not safe for use by several threads. */
final class BrokenLinks<T> {
  private final Map<T, Set<T>> partners = new HashMap<>();

  void add(T one, T other) {
    partners.computeIfAbsent(one, unseen -> new HashSet<>()).add(other);
    partners.computeIfAbsent(other, unseen -> new HashSet<>()).add(one);
  }

  /**
   * Nodes without which no link is broken, few of them: again and again the one that has most
   * broken links to those that are left, of several the youngest. Whoever knows the same nodes and
   * links finds the same. (The greedy vertex cover; with three nodes none is smaller.)
   *
   * @param nodes from the oldest to the youngest; links to others do not count
   */
  Set<T> fewestLosses(List<T> nodes) {
    List<T> left = new ArrayList<>(nodes);
    Set<T> lost = new LinkedHashSet<>();
    Optional<T> worst = worst(left);
    while (worst.isPresent()) {
      left.remove(worst.get());
      lost.add(worst.get());
      worst = worst(left);
    }
    return lost;
  }

  private Optional<T> worst(List<T> left) {
    return left.stream()
        .filter(node -> broken(node, left) > 0)
        .max(comparingInt((T node) -> broken(node, left)).thenComparingInt(left::indexOf));
  }

  private int broken(T node, Collection<T> left) {
    return (int) partners.getOrDefault(node, Set.of()).stream().filter(left::contains).count();
  }
}
