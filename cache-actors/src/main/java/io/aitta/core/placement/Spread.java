package io.aitta.core.placement;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * How badly the copies of a partition are spread: less is better, zones matter more than hosts.
 *
 * @param sameZone how many pairs of copies share a zone
 * @param sameHost how many pairs share a host
 */
record Spread(int sameZone, int sameHost) implements Comparable<Spread> {
  private static final Comparator<Spread> ORDER =
      Comparator.comparingInt(Spread::sameZone).thenComparingInt(Spread::sameHost);

  static Spread of(Collection<Seat> holders) {
    List<Seat> seats = List.copyOf(holders);
    int zones = 0;
    int hosts = 0;
    for (int i = 0; i < seats.size(); i++) {
      for (int j = 0; j < i; j++) {
        zones += seats.get(i).sharesZoneWith(seats.get(j)) ? 1 : 0;
        hosts += seats.get(i).sharesHostWith(seats.get(j)) ? 1 : 0;
      }
    }
    return new Spread(zones, hosts);
  }

  @Override
  public int compareTo(Spread other) {
    return ORDER.compare(this, other);
  }
}
