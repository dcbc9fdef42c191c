package io.aitta.downing;

import io.aitta.directory.Electorate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.pekko.actor.Address;
import org.apache.pekko.cluster.UniqueAddress;

/**
 * One node's share in deciding who goes on. When what it sees has been steady, it looks for the
 * {@linkplain StayingPart part that stays}; the oldest member of that part has all others removed,
 * and nobody else does anything: where no part has a majority all wait, however long.
 *
 * <p>Nodes that hear each other know the same broken links, and who knows of other ones is in
 * another part; two parts cannot both have a majority of the same voters. So one node acts at most.
 * It acts only when all who stay are known to have seen what it sees: two majorities have a voter
 * in common, who would have told the second what the first had done.
 *
 * <p>Deterministic: time and sight are given. Not thread-safe.
 */
final class Downing {
  private static final Verdict NOTHING = new Verdict.Nothing();

  private final Steadiness steadiness;

  Downing(Duration stableAfter) {
    this.steadiness = new Steadiness(stableAfter);
  }

  /**
   * What to do now; to be called several times in half of {@code stable-after}.
   *
   * @param seenBy the members who are known to have seen the same
   */
  Verdict look(long now, Sight sight, Set<Address> seenBy) {
    Set<BrokenLink> broken = steadiness.look(now, sight);
    return broken.isEmpty() ? NOTHING : judge(sight, broken, seenBy);
  }

  private static Verdict judge(Sight sight, Set<BrokenLink> broken, Set<Address> seenBy) {
    Optional<List<UniqueAddress>> part =
        StayingPart.of(sight.members(), broken, sight.electorate());
    if (part.isEmpty()) {
      return new Verdict.Wait(noMajority(sight.electorate(), broken));
    }
    return part.get().contains(sight.self())
        ? judge(sight, broken, seenBy, part.get())
        : new Verdict.Wait(elsewhere(part.get()));
  }

  private static Verdict judge(
      Sight sight, Set<BrokenLink> broken, Set<Address> seenBy, List<UniqueAddress> part) {
    Set<UniqueAddress> gone = gone(sight, broken, part);
    boolean isMine = part.get(0).equals(sight.self());
    boolean isAgreed = part.stream().map(UniqueAddress::address).allMatch(seenBy::contains);
    return isMine && isAgreed && !gone.isEmpty() ? new Verdict.LetGo(gone, part) : NOTHING;
  }

  /** Of those on their way in or out the ones stay that reach all who stay. */
  private static Set<UniqueAddress> gone(
      Sight sight, Set<BrokenLink> broken, List<UniqueAddress> part) {
    List<UniqueAddress> staying = new ArrayList<>(part);
    for (UniqueAddress passing : sight.passing()) {
      if (staying.stream().noneMatch(it -> broken.contains(BrokenLink.between(it, passing)))) {
        staying.add(passing);
      }
    }
    Set<UniqueAddress> gone = new HashSet<>(sight.members());
    gone.addAll(sight.passing());
    staying.forEach(gone::remove);
    return gone;
  }

  private static String noMajority(Electorate electorate, Set<BrokenLink> broken) {
    return ("of %d voters no majority is among members that all reach each other; links are broken"
            + " between %s. All wait until these are whole again, or until the process of one is"
            + " proven dead, which its host does when it is back")
        .formatted(
            electorate.size(), addresses(broken.stream().flatMap(link -> link.ends().stream())));
  }

  private static String elsewhere(List<UniqueAddress> part) {
    return ("the majority of the voters is with %s, of whom one at least is out of reach. This node"
            + " waits until it is back among them or learns that it was removed")
        .formatted(addresses(part.stream()));
  }

  private static String addresses(Stream<UniqueAddress> nodes) {
    return nodes
        .map(node -> node.address().hostPort())
        .distinct()
        .sorted()
        .collect(Collectors.joining(", "));
  }
}
