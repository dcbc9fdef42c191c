package io.aitta.replica;

import io.aitta.core.replication.configuration.MemberId;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * Members that gave copies up or fell silent with them, whose disks may be bad: after the second
 * time they are given nothing for a second, then for twice as long each time. Not thread-safe.
 */
final class FailedRecruits {
  private static final long LEAST_PAUSE = TimeUnit.SECONDS.toNanos(1);
  private static final long MOST_PAUSE = TimeUnit.SECONDS.toNanos(64);

  /** Who failed no more for so long beyond its pause has a good name again. */
  private static final long FORGIVEN = TimeUnit.MINUTES.toNanos(2);

  private final Map<MemberId, Failure> failures = new HashMap<>();

  /** The pause that follows on its latest failure, and when that was. */
  private record Failure(long pause, long failedAt) {
    boolean isOver(long now) {
      return now - failedAt > pause;
    }
  }

  /** Takes note of a failure; of many at about one time, as of all partitions at once, of one. */
  void failed(MemberId member, long now) {
    Failure former = failures.get(member);
    if (former == null) {
      failures.put(member, new Failure(0, now));
    } else if (now - former.failedAt() > Math.max(former.pause(), LEAST_PAUSE)) {
      long pause = Math.min(MOST_PAUSE, Math.max(LEAST_PAUSE, 2 * former.pause()));
      failures.put(member, new Failure(pause, now));
    }
  }

  /** Those to whom nothing is to be given now. */
  Set<MemberId> shunned(long now) {
    failures.values().removeIf(one -> now - one.failedAt() > one.pause() + FORGIVEN);
    return failures.entrySet().stream()
        .filter(entry -> !entry.getValue().isOver(now) && entry.getValue().pause() > 0)
        .map(Map.Entry::getKey)
        .collect(Collectors.toUnmodifiableSet());
  }
}
