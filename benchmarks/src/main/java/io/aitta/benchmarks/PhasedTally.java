package io.aitta.benchmarks;

import java.util.Map;
import java.util.TreeMap;

/** What came of requests in each part of a run. For use by one thread. */
final class PhasedTally {
  private final Map<Integer, Tally> byPhase = new TreeMap<>();

  /** The part of that number; empty where no request belongs to it. */
  Tally of(int phase) {
    return byPhase.computeIfAbsent(phase, unseen -> new Tally());
  }

  /** Adds the counts of another. */
  void add(PhasedTally other) {
    other.byPhase.forEach((phase, tally) -> of(phase).add(tally));
  }
}
