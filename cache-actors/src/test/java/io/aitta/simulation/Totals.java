package io.aitta.simulation;

/** What many runs amounted to. */
final class Totals {
  private long faults;
  private long calls;
  private long writes;
  private long lost;

  void add(Simulation.Summary summary) {
    faults += summary.faults();
    calls += summary.calls();
    writes += summary.acknowledgedWrites();
    lost += summary.lost() ? 1 : 0;
  }

  long lost() {
    return lost;
  }

  @Override
  public String toString() {
    return faults
        + " faults, "
        + calls
        + " calls, "
        + writes
        + " acknowledged writes, "
        + lost
        + " partitions lost";
  }
}
