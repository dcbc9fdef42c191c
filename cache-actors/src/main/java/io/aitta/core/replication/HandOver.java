package io.aitta.core.replication;

import io.aitta.core.replication.configuration.MemberId;

/**
 * A hand-over under way: first what is under way is finished, then it is proposed.
 *
 * @param deadline when the first must be done, by the clock of leases
 */
record HandOver(MemberId target, long deadline, boolean proposed) {
  HandOver asProposed() {
    return new HandOver(target, deadline, true);
  }
}
