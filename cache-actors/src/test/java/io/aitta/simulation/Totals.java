package io.aitta.simulation;

/** What many runs amounted to. */
final class Totals {
  private long faults;
  private long calls;
  private long writes;
  private long lost;
  private long begunAnew;
  private long regretted;

  void add(Simulation.Summary summary) {
    faults += summary.faults();
    calls += summary.calls();
    writes += summary.acknowledgedWrites();
    lost += summary.lost() ? 1 : 0;
    begunAnew += summary.begunAnew();
    regretted += summary.regretted();
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
        + " partitions lost, "
        + begunAnew
        + " begun anew, "
        + regretted
        + " of these though a copy out of sync had everything";
  }
}
