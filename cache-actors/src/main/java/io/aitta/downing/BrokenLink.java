package io.aitta.downing;

import java.util.Set;
import org.apache.pekko.cluster.UniqueAddress;

/**
 * Two members of which one at least does not reach the other.
 *
 * @param ends the two
 */
record BrokenLink(Set<UniqueAddress> ends) {
  BrokenLink {
    ends = Set.copyOf(ends);
  }

  /**
   * @throws IllegalArgumentException when both are the same
   */
  static BrokenLink between(UniqueAddress one, UniqueAddress other) {
    return new BrokenLink(Set.of(one, other));
  }
}
