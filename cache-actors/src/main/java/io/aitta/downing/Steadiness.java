package io.aitta.downing;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Says when a node has seen the same for long enough to act on it, and on which broken links. Times
 * are nanoseconds of a clock that never goes back. Not thread-safe.
 *
 * <p>While nothing changes for {@code stable-after}, all broken links count. Where the cluster does
 * not come to rest for four times as long, one link has to be broken for one and a half times as
 * long without a break, and then those count that are broken for {@code stable-after}: what has
 * lost one member loses it at about the same time, so all links to somebody who is gone count
 * together, and links that come and go do not count at all.
 *
 * <p>A node that did not look for half of that time was itself stopped or starved: what it
 * remembers is old, and it starts to wait anew.
 */
final class Steadiness {
  private final long stableAfter;
  private final Map<BrokenLink, Long> brokenSince = new HashMap<>();
  private Optional<Sight> last = Optional.empty();
  private long lastLook;
  private long changedAt;
  private long restlessSince;

  Steadiness(Duration stableAfter) {
    this.stableAfter = stableAfter.toNanos();
  }

  /** Takes note of what is seen now; the broken links to decide on, none before it is time. */
  Set<BrokenLink> look(long now, Sight sight) {
    if (last.isEmpty() || now - lastLook > stableAfter / 2) {
      brokenSince.clear();
      changedAt = now;
      restlessSince = now;
    } else if (!last.get().equals(sight)) {
      changedAt = now;
    }
    lastLook = now;
    last = Optional.of(sight);
    brokenSince.keySet().retainAll(sight.broken());
    sight.broken().forEach(link -> brokenSince.putIfAbsent(link, now));
    return toDecideOn(now, sight.broken());
  }

  private Set<BrokenLink> toDecideOn(long now, Set<BrokenLink> broken) {
    if (broken.isEmpty() || now - changedAt >= stableAfter) {
      restlessSince = now;
      return broken;
    }
    boolean tooLong = now - restlessSince >= 4 * stableAfter;
    return tooLong && broken.stream().anyMatch(brokenFor(now, stableAfter + stableAfter / 2))
        ? lasting(now, broken)
        : Set.of();
  }

  private Set<BrokenLink> lasting(long now, Set<BrokenLink> broken) {
    return broken.stream()
        .filter(brokenFor(now, stableAfter))
        .collect(Collectors.toUnmodifiableSet());
  }

  private Predicate<BrokenLink> brokenFor(long now, long time) {
    return link -> now - brokenSince.get(link) >= time;
  }
}
