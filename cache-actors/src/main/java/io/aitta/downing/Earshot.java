package io.aitta.downing;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.pekko.cluster.UniqueAddress;

/**
 * Those whom a node hears, by way of others too: whatever they say reaches it. What it once heard
 * of links between others is old, and stays so for as long as they are out of earshot.
 */
final class Earshot {
  private Earshot() {}

  /** The links of which a node knows how they are now. */
  static Set<BrokenLink> current(
      UniqueAddress self, Collection<UniqueAddress> nodes, Set<BrokenLink> broken) {
    Set<UniqueAddress> heard = of(self, nodes, broken);
    return broken.stream()
        .filter(link -> link.ends().stream().anyMatch(heard::contains))
        .collect(Collectors.toUnmodifiableSet());
  }

  private static Set<UniqueAddress> of(
      UniqueAddress self, Collection<UniqueAddress> nodes, Set<BrokenLink> broken) {
    Map<UniqueAddress, Set<UniqueAddress>> silentTo = new HashMap<>();
    for (BrokenLink link : broken) {
      for (UniqueAddress end : link.ends()) {
        silentTo.computeIfAbsent(end, it -> new HashSet<>()).addAll(link.ends());
      }
    }
    Set<UniqueAddress> heard = new HashSet<>();
    Set<UniqueAddress> latest = Set.of(self);
    while (!latest.isEmpty()) {
      heard.addAll(latest);
      Set<UniqueAddress> by = latest;
      latest =
          nodes.stream()
              .filter(node -> !heard.contains(node))
              .filter(node -> !silentTo.getOrDefault(node, Set.of()).containsAll(by))
              .collect(Collectors.toUnmodifiableSet());
    }
    return heard;
  }
}
