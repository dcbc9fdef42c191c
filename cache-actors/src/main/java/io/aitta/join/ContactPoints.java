package io.aitta.join;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.pekko.actor.Address;

/**
 * The nodes to ask, in order. The cluster takes the first one for the node that forms it when
 * nobody answers, so a node stands first only where it was told to.
 */
final class ContactPoints {
  private ContactPoints() {}

  /**
   * @param ordered whether the first seed is meant to form the cluster
   * @param form whether this node is, wherever it stands
   */
  static List<Address> of(Address self, List<Seed> seeds, boolean ordered, boolean form) {
    Set<Address> asked = new LinkedHashSet<>();
    if (form) {
      asked.add(self);
    }
    seeds.forEach(seed -> asked.add(seed.addressLike(self)));
    if (!form && !ordered) {
      asked.remove(self);
    }
    return new ArrayList<>(asked);
  }
}
