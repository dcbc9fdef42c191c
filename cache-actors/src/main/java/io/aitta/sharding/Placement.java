package io.aitta.sharding;

import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

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
}
