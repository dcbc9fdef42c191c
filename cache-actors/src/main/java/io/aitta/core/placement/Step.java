package io.aitta.core.placement;

import static java.util.Objects.requireNonNull;

import io.aitta.core.replication.configuration.MemberId;

/** What the primary of a partition is to do with its copies. */
public sealed interface Step {
  int partition();

  /** Whom it is about. */
  MemberId member();

  /** Give that member a copy. */
  record Recruit(int partition, MemberId member) implements Step {
    public Recruit {
      requireNonNull(member, "member is null");
    }
  }

  /** Do without that member's copy. */
  record Dismiss(int partition, MemberId member) implements Step {
    public Dismiss {
      requireNonNull(member, "member is null");
    }
  }

  /** Have that member lead, who is in sync. */
  record HandOver(int partition, MemberId member) implements Step {
    public HandOver {
      requireNonNull(member, "member is null");
    }
  }
}
