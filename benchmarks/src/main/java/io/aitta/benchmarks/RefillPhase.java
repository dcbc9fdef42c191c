package io.aitta.benchmarks;

import java.util.Locale;

/** The parts of a refill's run, in their order. */
enum RefillPhase {
  /** Requests that do not count. */
  WARM_UP,
  /** All nodes are there. */
  BEFORE,
  /**
   * A node was killed, and not all that it led is led by others yet, or requests still stand in
   * line that had to wait for that.
   */
  FAILOVER,
  /** Everything is led, requests are on time again, and copies are on their way. */
  COPYING;

  /** What came of the requests of this part. */
  Tally of(PhasedTally tallies) {
    return tallies.of(compareTo(WARM_UP));
  }

  String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
