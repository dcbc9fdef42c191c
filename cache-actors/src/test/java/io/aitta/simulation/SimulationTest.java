package io.aitta.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * Replication under simulated faults. A number of seeds bounds it, never a time. To follow one
 * seed: {@code -Daitta.simulation.seed=N}; to run more, other ones each time: {@code
 * -Daitta.simulation.seeds=100000}, and from a certain one on {@code -Daitta.simulation.first=N}.
 */
class SimulationTest {
  private static final int FIXED = 600;
  private static final int FRESH = 50;

  @Test
  void replication_underFaults_keepsItsPromises() {
    Long traced = Long.getLong("aitta.simulation.seed");
    if (traced != null) {
      Simulation.run(Plan.of(traced), true);
      return;
    }
    long fresh = ThreadLocalRandom.current().nextLong(1L << 48);
    Long seeds = Long.getLong("aitta.simulation.seeds");
    if (seeds != null) {
      new LongRun(Long.getLong("aitta.simulation.first", fresh), seeds).run();
      return;
    }
    Totals totals = new Totals();
    System.out.printf(
        "simulating the seeds 1 to %d and %d to %d%n", FIXED, fresh, fresh + FRESH - 1);
    for (int i = 0; i < FIXED; i++) {
      LongRun.run(1 + i, totals);
    }
    for (int i = 0; i < FRESH; i++) {
      LongRun.run(fresh + i, totals);
    }
    System.out.println(totals);
    assertThat(totals.lost()).as("partitions without a copy").isLessThan((FIXED + FRESH) / 50);
  }

  @Test
  void run_ofOneSeed_isTheSameEachTime() {
    Plan plan = Plan.of(4711);
    assertThat(Simulation.run(plan, false)).isEqualTo(Simulation.run(plan, false));
  }

  /** What leases cannot bear is seen: otherwise the simulation would prove nothing of them. */
  @Test
  void clocks_thatDifferByMoreThanIsAllowed_makeStaleReads() {
    assertThat(
            LongStream.rangeClosed(1, 3_000)
                .mapToObj(Plan::of)
                .filter(Plan::onlyIsolations)
                .anyMatch(plan -> showsStaleRead(plan.withDrift(0.5))))
        .as("a run showed a stale read")
        .isTrue();
  }

  private static boolean showsStaleRead(Plan plan) {
    try {
      Simulation.run(plan, false);
      return false;
    } catch (Violation violation) {
      return violation.getMessage().contains("not linearizable");
    }
  }
}
