package io.aitta.sharding;

import io.aitta.protocol.NodeStatus;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.pekko.actor.Address;

/**
 * Decides when the entities of partitions that nobody leads are placed, and among which places;
 * which of them it is, {@link Placement} decides. Not thread-safe.
 *
 * <p>Nothing is placed before all members that are up have brought their place, which takes a
 * moment after a start: what was placed earlier would move right after. Whoever asks for a home
 * shows all places but those that leave, whoever asks for moves shows all; a member is still up
 * while its place leaves. So a place that was seen and is not shown to the next who asks for a home
 * leaves: nobody waits for it, and nothing moves to it.
 */
final class Allotment {
  private final long waitNanos;
  private final Set<Place> seen = new HashSet<>();
  private Set<Place> leaving = Set.of();
  private long askedFirst;
  private boolean asked;

  /**
   * @param wait how long homes wait for missing places, from when the first is asked for
   */
  Allotment(Duration wait) {
    this.waitNanos = wait.toNanos();
  }

  /**
   * The members that count.
   *
   * @param up those that are up and can be reached, and do not stop soon
   */
  record Members(Set<Address> up) {
    Members {
      up = Set.copyOf(up);
    }

    /** Of those that are up the ones that stay, by what they say; all of them where none does. */
    static Members of(Set<Address> up, Map<Address, NodeStatus> statuses) {
      Set<Address> staying =
          up.stream()
              .filter(
                  node ->
                      !statuses.containsKey(node) || !statuses.get(node).replication().leaving())
              .collect(Collectors.toSet());
      return new Members(staying.isEmpty() ? up : staying);
    }
  }

  /**
   * The place for one more partition; empty where it has to wait.
   *
   * @param staying the partitions of each place that does not leave
   */
  Optional<Place> home(
      SortedMap<Place, ? extends Collection<Integer>> staying, Members members, long nanoTime) {
    seen.addAll(staying.keySet());
    leaving = without(seen, staying.keySet());
    boolean mustWait = isMissing(without(members.up(), nodes(leaving)), staying.keySet());
    return isEarly(nanoTime) && mustWait
        ? Optional.empty()
        : Placement.home(ofMembers(staying, members));
  }

  /**
   * Takes note of all places there are, of those that leave too.
   *
   * @param all shown when it is asked for moves
   */
  void sees(Set<Place> all) {
    seen.clear();
    seen.addAll(all);
  }

  private boolean isEarly(long nanoTime) {
    if (!asked) {
      asked = true;
      askedFirst = nanoTime;
    }
    return nanoTime - askedFirst < waitNanos;
  }

  private static boolean isMissing(Set<Address> up, Set<Place> places) {
    return !nodes(places).containsAll(up);
  }

  private static SortedMap<Place, Collection<Integer>> ofMembers(
      SortedMap<Place, ? extends Collection<Integer>> places, Members members) {
    SortedMap<Place, Collection<Integer>> found = new TreeMap<>(places);
    found.keySet().removeIf(place -> !members.up().contains(place.node()));
    return found;
  }

  private static Set<Address> nodes(Set<Place> places) {
    return places.stream().map(Place::node).collect(Collectors.toSet());
  }

  private static <T> Set<T> without(Set<T> all, Set<T> some) {
    return all.stream().filter(one -> !some.contains(one)).collect(Collectors.toSet());
  }
}
