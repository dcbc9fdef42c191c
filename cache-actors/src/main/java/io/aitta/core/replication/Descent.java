package io.aitta.core.replication;

import static io.aitta.core.replication.protocol.ReplicaMessage.NO_FEED;

import io.aitta.core.replication.catchup.CatchUpItem;
import io.aitta.core.replication.configuration.Configuration;
import io.aitta.core.replication.protocol.ReplicaMessage.CatchUp;

/**
 * Where a copy comes from, and so which decisions are about it rather than about one that this
 * replica had before in the same epoch: a member may be out, and in again with another copy, while
 * what was said of the first is still on its way.
 *
 * @param epoch of the primary who gave it, or under whom it began to follow
 * @param feed the one through which it came, or {@link
 *     io.aitta.core.replication.protocol.ReplicaMessage#NO_FEED}
 * @param after the version of the last configuration of that epoch that says nothing of this copy
 */
record Descent(long epoch, long feed, long after) {
  /** Of a copy that is in sync by the first configuration of an epoch. */
  static Descent of(Configuration decided) {
    return new Descent(decided.epoch(), NO_FEED, decided.version() - 1);
  }

  /** Of the copy that a catch-up begins with this step. */
  static Descent of(CatchUp step, CatchUpItem.Begin begin) {
    return new Descent(step.epoch(), step.feed(), begin.decided());
  }

  /** Whether a configuration of its epoch says if this copy is counted in. */
  boolean isJudgedBy(Configuration decided) {
    return decided.epoch() == epoch && decided.version() > after;
  }
}
