package io.aitta.core.register.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RegisterSimulationTest {
  private static final int SEEDS = Integer.getInteger("aitta.register.seeds", 2000);
  private static final int MUTATED_SEEDS = 2000;

  @Test
  void anyFaults_registerStaysLinearizable() {
    Tally tally = new Tally();
    for (long seed = 0; seed < SEEDS; seed++) {
      tally.add(new Simulation(seed, Mutation.NONE).run());
    }
    System.out.println(tally);
    assertThat(tally.decided()).isGreaterThan(SEEDS * 20L);
    assertThat(tally.successions()).isGreaterThan(SEEDS);
    assertThat(tally.alone()).isGreaterThan(SEEDS / 50);
    assertThat(tally.neverBegun()).isGreaterThan(SEEDS / 200);
  }

  @Test
  void freshSeed_registerStaysLinearizable() {
    long seed = new SplittableRandom().nextLong();
    System.out.println("fresh seed " + seed);
    new Simulation(seed, Mutation.NONE).run();
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
  void brokenAlgorithm_isNoticed(Mutation mutation) {
    for (long seed = 0; seed < MUTATED_SEEDS; seed++) {
      try {
        new Simulation(seed, mutation).run();
      } catch (AssertionError noticed) {
        System.out.println(mutation + ": " + noticed.getMessage().lines().findFirst().orElse(""));
        return;
      }
    }
    throw new AssertionError(mutation + " was not noticed in " + MUTATED_SEEDS + " seeds");
  }
}
