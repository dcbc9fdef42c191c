package io.aitta.sharding;

import static java.util.Objects.requireNonNull;

import java.util.Comparator;
import org.apache.pekko.actor.Address;

/**
 * A region of the partitions, as the coordinator sees it.
 *
 * @param node where it is
 * @param incarnation which of the regions that ever were on nodes of that address it is
 */
record Place(Address node, int incarnation) implements Comparable<Place> {
  private static final Comparator<Place> ORDER =
      Comparator.comparing(Place::node, Address.addressOrdering())
          .thenComparingInt(Place::incarnation);

  Place {
    requireNonNull(node, "node is null");
  }

  @Override
  public int compareTo(Place other) {
    return ORDER.compare(this, other);
  }
}
