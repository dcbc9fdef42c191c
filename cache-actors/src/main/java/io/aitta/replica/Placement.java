package io.aitta.replica;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Decides where partitions go: to the place with the fewest, the first in order among equals. So
 * the same question always has the same answer.
 */
final class Placement {
  private Placement() {}

  /** The place for one more partition; empty where there is no place. */
  static <P> Optional<P> home(SortedMap<P, ? extends Collection<Integer>> held) {
    return held.entrySet().stream()
        .min(Comparator.comparingInt(place -> place.getValue().size()))
        .map(Map.Entry::getKey);
  }

  /**
   * The partitions that should leave their place, so that no place has two more than another; the
   * greatest numbers of the fullest places, and not more at a time than may move.
   */
  static <P> Set<Integer> moves(SortedMap<P, ? extends Collection<Integer>> held, int most) {
    SortedMap<P, NavigableSet<Integer>> places =
        held.entrySet().stream()
            .collect(
                Collectors.toMap(
                    Map.Entry::getKey,
                    place -> (NavigableSet<Integer>) new TreeSet<>(place.getValue()),
                    (one, other) -> one,
                    () -> new TreeMap<>(held.comparator())));
    Set<Integer> moved = new HashSet<>();
    while (moved.size() < most && isUneven(places.values())) {
      int partition = fullest(places).pollLast();
      emptiest(places).add(partition);
      moved.add(partition);
    }
    return moved;
  }

  private static boolean isUneven(Collection<NavigableSet<Integer>> places) {
    List<Integer> sizes = places.stream().map(Set::size).sorted().toList();
    return !sizes.isEmpty() && sizes.get(sizes.size() - 1) - sizes.get(0) > 1;
  }

  private static <P> NavigableSet<Integer> fullest(SortedMap<P, NavigableSet<Integer>> places) {
    return places.values().stream().max(Comparator.comparingInt(Set::size)).orElseThrow();
  }

  private static <P> NavigableSet<Integer> emptiest(SortedMap<P, NavigableSet<Integer>> places) {
    return places.values().stream().min(Comparator.comparingInt(Set::size)).orElseThrow();
  }
}
