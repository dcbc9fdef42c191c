package io.aitta.downing;

import io.aitta.directory.Electorate;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.pekko.cluster.UniqueAddress;

/**
 * Looks for the part of a cluster that goes on: of all sets of members in which everybody reaches
 * everybody and a majority of the voters is, the greatest; of these the one with most voters; of
 * these the one with the older members, compared from the oldest on. Whoever knows the same links
 * finds the same part, and two parts always have a voter in common. One thread at a time.
 *
 * <p>As long as a link is broken in a set of candidates, either its worst connected one has to go
 * or all that one does not reach: both are tried, the first first. With 20 members and links broken
 * at their worst that takes some 4,000 steps, and a clean split of any size takes few; a search
 * that takes more than {@link #MOST_STEPS} ends with the best that was found.
 */
final class StayingPart {
  /** Bounds the time: with a hundred members it is under a second. */
  static final int MOST_STEPS = 10_000;

  private final Map<UniqueAddress, Integer> rank = new HashMap<>();
  private final Map<UniqueAddress, Set<UniqueAddress>> cutFrom = new HashMap<>();
  private final Electorate electorate;
  private final Comparator<List<UniqueAddress>> better;
  private Optional<List<UniqueAddress>> best = Optional.empty();
  private int steps;

  private StayingPart(List<UniqueAddress> members, Set<BrokenLink> broken, Electorate electorate) {
    this.electorate = electorate;
    for (UniqueAddress member : members) {
      rank.put(member, rank.size());
      cutFrom.put(member, new HashSet<>());
    }
    broken.stream().map(BrokenLink::ends).filter(cutFrom.keySet()::containsAll).forEach(this::cut);
    better =
        Comparator.<List<UniqueAddress>>comparingInt(List::size)
            .thenComparingInt(electorate::votesOf)
            .thenComparing(this::compareAges);
  }

  /**
   * The part that goes on, from its oldest member to its youngest; empty where no part has a
   * majority.
   *
   * @param members the full members, from the oldest to the youngest
   */
  static Optional<List<UniqueAddress>> of(
      List<UniqueAddress> members, Set<BrokenLink> broken, Electorate electorate) {
    StayingPart search = new StayingPart(members, broken, electorate);
    search.among(members);
    return search.best;
  }

  private void cut(Set<UniqueAddress> ends) {
    ends.forEach(end -> cutFrom.get(end).addAll(ends));
    ends.forEach(end -> cutFrom.get(end).remove(end));
  }

  private void among(List<UniqueAddress> candidates) {
    steps++;
    if (steps > MOST_STEPS || !electorate.isMajority(candidates) || isTooSmall(candidates)) {
      return;
    }
    UniqueAddress worst = worstConnected(candidates);
    if (cutsIn(candidates, worst) == 0) {
      best = Optional.of(best.filter(it -> better.compare(it, candidates) >= 0).orElse(candidates));
    } else {
      among(without(Set.of(worst), candidates));
      among(without(cutFrom.get(worst), candidates));
    }
  }

  private boolean isTooSmall(List<UniqueAddress> candidates) {
    return best.filter(known -> known.size() > candidates.size()).isPresent();
  }

  /** Of several the youngest. */
  private UniqueAddress worstConnected(List<UniqueAddress> candidates) {
    return candidates.stream()
        .max(
            Comparator.<UniqueAddress>comparingLong(candidate -> cutsIn(candidates, candidate))
                .thenComparing(rank::get))
        .orElseThrow();
  }

  private long cutsIn(List<UniqueAddress> candidates, UniqueAddress member) {
    Set<UniqueAddress> cut = cutFrom.get(member);
    return cut.isEmpty() ? 0 : candidates.stream().filter(cut::contains).count();
  }

  /** The greater has the older members; both are of one size. */
  private int compareAges(List<UniqueAddress> one, List<UniqueAddress> other) {
    for (int i = 0; i < one.size(); i++) {
      int order = Integer.compare(rank.get(other.get(i)), rank.get(one.get(i)));
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  private static List<UniqueAddress> without(
      Collection<UniqueAddress> gone, List<UniqueAddress> candidates) {
    return candidates.stream().filter(candidate -> !gone.contains(candidate)).toList();
  }
}
