package io.aitta.multijvm.surroundings;

import java.util.Set;

/** One direction of a link between two nodes, which are counted from 0. */
public record Way(int from, int to) {
  public Way {
    if (from < 0 || to < 0 || from == to) {
      throw new IllegalArgumentException("no way leads from node %d to %d".formatted(from, to));
    }
  }

  /** Both directions between two nodes. */
  public static Set<Way> between(int one, int other) {
    return Set.of(new Way(one, other), new Way(other, one));
  }
}
