package io.aitta.simulation;

/** Runs many seeds one after another, says how far it is, and ends with the first that fails. */
final class LongRun {
  private static final long REPORT_NANOS = 30_000_000_000L;

  private final long first;
  private final long count;
  private final Totals totals = new Totals();
  private final long started = System.nanoTime();
  private long reportedAt = started;
  private long done;

  LongRun(long first, long count) {
    this.first = first;
    this.count = count;
  }

  /**
   * Runs them.
   *
   * @throws AssertionError with the seed that failed, and how to follow it
   */
  Totals run() {
    for (long seed = first; seed < first + count; seed++) {
      run(seed, totals);
      done++;
      if (System.nanoTime() - reportedAt >= REPORT_NANOS) {
        report();
      }
    }
    report();
    return totals;
  }

  /** Runs one seed. */
  static void run(long seed, Totals totals) {
    try {
      totals.add(Simulation.run(Plan.of(seed), false));
    } catch (RuntimeException failure) {
      throw new AssertionError(
          "seed " + seed + " failed; trace it with -Daitta.simulation.seed=" + seed, failure);
    }
  }

  private void report() {
    reportedAt = System.nanoTime();
    double seconds = (reportedAt - started) / 1e9;
    System.out.printf(
        "seeds %d to %d: %s; %.0f s, %.1f seeds/s%n",
        first, first + done - 1, totals, seconds, done / seconds);
  }
}
