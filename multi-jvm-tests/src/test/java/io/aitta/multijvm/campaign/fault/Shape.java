package io.aitta.multijvm.campaign.fault;

import io.aitta.multijvm.surroundings.Way;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Which ways between nodes a cut takes; the struck node stands first, and there are two or more.
 */
enum Shape {
  /** Between the struck node and all others. */
  ALONE {
    @Override
    Set<Way> ways(List<Integer> nodes) {
      return union(MUTE.ways(nodes), DEAF.ways(nodes));
    }
  },
  /** From the struck node to all others, which it still hears. */
  MUTE {
    @Override
    Set<Way> ways(List<Integer> nodes) {
      return star(nodes, true);
    }
  },
  /** From all others to the struck node, which they still hear. */
  DEAF {
    @Override
    Set<Way> ways(List<Integer> nodes) {
      return star(nodes, false);
    }
  },
  /** Between the struck node and one other, while both reach the rest. */
  LINK {
    @Override
    Set<Way> ways(List<Integer> nodes) {
      return Way.between(nodes.get(0), nodes.get(1));
    }
  },
  /** From the struck node to one other, which it still hears. */
  HALF_LINK {
    @Override
    Set<Way> ways(List<Integer> nodes) {
      return Set.of(new Way(nodes.get(0), nodes.get(1)));
    }
  },
  /** Between any two nodes. */
  SHATTERED {
    @Override
    Set<Way> ways(List<Integer> nodes) {
      Set<Way> all = new HashSet<>();
      for (int i = 0; i < nodes.size() - 1; i++) {
        all.addAll(ALONE.ways(nodes.subList(i, nodes.size())));
      }
      return all;
    }
  };

  abstract Set<Way> ways(List<Integer> nodes);

  /** How many of the nodes, from the first on, are at an end of a way that is taken. */
  int struck(int nodes) {
    return switch (this) {
      case ALONE, MUTE, DEAF -> 1;
      case LINK, HALF_LINK -> 2;
      case SHATTERED -> nodes;
    };
  }

  private static Set<Way> star(List<Integer> nodes, boolean fromFirst) {
    int first = nodes.get(0);
    Set<Way> ways = new HashSet<>();
    for (int other : nodes.subList(1, nodes.size())) {
      ways.add(fromFirst ? new Way(first, other) : new Way(other, first));
    }
    return ways;
  }

  private static Set<Way> union(Set<Way> some, Set<Way> more) {
    Set<Way> all = new HashSet<>(some);
    all.addAll(more);
    return all;
  }
}
