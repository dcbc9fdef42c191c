package io.aitta.core.register.simulation;

/** What many runs came to: a simulation in which nothing happens proves nothing. */
final class Tally {
  private long runs;
  private long decided;
  private long successions;
  private long alone;
  private long neverBegun;

  void add(Simulation.Summary run) {
    runs++;
    decided += run.decided();
    successions += run.generations() - 1;
    alone += run.alone();
    neverBegun += run.neverBegun();
  }

  long decided() {
    return decided;
  }

  long successions() {
    return successions;
  }

  /** How often one of two voters ended a generation by itself. */
  long alone() {
    return alone;
  }

  /** How many of those generations had not begun. */
  long neverBegun() {
    return neverBegun;
  }

  @Override
  public String toString() {
    return "%d seeds, %d decisions, %d successions, %d of them by one of two voters, %d before both had begun"
        .formatted(runs, decided, successions, alone, neverBegun);
  }
}
