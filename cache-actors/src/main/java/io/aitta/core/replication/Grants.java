package io.aitta.core.replication;

import io.aitta.core.replication.configuration.MemberId;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * To whom this replica has promised that nobody leads without them, and until when: it does not
 * lead itself before each promise is over, or given back, or made to a process that is gone.
 */
final class Grants {
  private final Map<MemberId, Grant> grants = new HashMap<>();

  private record Grant(long epoch, long until) {}

  /** Promises the primary of an epoch not to lead before that time. */
  void give(MemberId to, long epoch, long until) {
    grants.put(to, new Grant(epoch, until));
  }

  /** Whoever led before that epoch leads no more. */
  void giveBack(MemberId by, long epoch) {
    grants.computeIfPresent(by, (member, grant) -> grant.epoch() < epoch ? null : grant);
  }

  /** Whether this replica may lead. */
  boolean areOver(long now, Set<MemberId> dead) {
    grants.values().removeIf(grant -> now - grant.until() > 0);
    return dead.containsAll(grants.keySet());
  }
}
