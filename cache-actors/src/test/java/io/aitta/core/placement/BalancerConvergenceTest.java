package io.aitta.core.placement;

import static org.assertj.core.api.Assertions.assertThat;

import io.aitta.core.replication.configuration.Configuration;
import io.aitta.core.replication.configuration.MemberId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.ToLongFunction;
import org.junit.jupiter.api.Test;

/** Many balancers, each with a view of its own that is late, come to rest together. */
class BalancerConvergenceTest {
  private static final int FIXED = 100;
  private static final int FRESH = 20;

  @Test
  void balancers_withLateViews_comeToRestInBalance() {
    long fresh = ThreadLocalRandom.current().nextLong(1L << 48);
    System.out.printf("balancing the seeds 1 to %d, and %d and on%n", FIXED, fresh);
    runAll(fresh, false);
  }

  @Test
  void balancers_ofUnequalPartitions_comeToRestWithEvenLoads() {
    long fresh = ThreadLocalRandom.current().nextLong(1L << 48);
    System.out.printf("balancing weights by the seeds 1 to %d, and %d and on%n", FIXED, fresh);
    runAll(fresh, true);
  }

  private static void runAll(long fresh, boolean weighed) {
    for (long seed = 1; seed <= FIXED; seed++) {
      run(seed, weighed);
    }
    for (long seed = fresh; seed < fresh + FRESH; seed++) {
      run(seed, weighed);
    }
  }

  private static void run(long seed, boolean weighed) {
    try {
      new Run(seed, weighed).run();
    } catch (AssertionError | RuntimeException failure) {
      throw new AssertionError("seed " + seed + " failed: " + failure.getMessage(), failure);
    }
  }

  /** A cluster to which things happen, and then nothing more. */
  private static final class Run {
    private final SplittableRandom random;
    private final int partitions;
    private final int copies;
    private final int lag;
    private final int zones;
    private final boolean sharedHosts;
    private final Pace pace;
    private final Map<Integer, Weight> weights;
    private final TestingFleet fleet;
    private int named;

    Run(long seed, boolean weighed) {
      this.random = new SplittableRandom(seed);
      this.partitions = 1 + random.nextInt(32);
      this.copies = 1 + random.nextInt(4);
      this.lag = random.nextInt(5);
      this.zones = random.nextInt(4);
      this.sharedHosts = random.nextBoolean();
      this.pace =
          new Pace(1 + random.nextInt(4), 1 + random.nextInt(4), 1 + random.nextInt(4), lag + 1);
      this.weights = weighed ? weights(new SplittableRandom(seed)) : Map.of();
      this.fleet = new TestingFleet(random.split(), partitions, copies, lag, weights);
    }

    void run() {
      for (int i = 1 + random.nextInt(6); i > 0; i--) {
        join();
      }
      fleet.found();
      for (int i = random.nextInt(8); i > 0; i--) {
        pass(random.nextInt(12));
        happen();
      }
      rest();
      check();
    }

    private void happen() {
      switch (random.nextInt(4)) {
        case 0, 1 -> join();
        case 2 -> {
          if (fleet.staying().size() > 1) {
            fleet.leave(any(fleet.staying()));
          }
        }
        default -> {
          if (fleet.staying().size() > 1) {
            fleet.end(any(fleet.staying()));
          }
        }
      }
    }

    private void join() {
      named++;
      String zone = zones == 0 ? "" : "z" + random.nextInt(zones);
      fleet.join("n" + named, sharedHosts ? "h" + random.nextInt(3) : "h" + named, zone, pace);
    }

    private void pass(int rounds) {
      for (int i = 0; i < rounds; i++) {
        fleet.pass();
      }
    }

    /** Each copy may have to be sent once, and some are sent for the sake of the lead. */
    private void rest() {
      int patience = (100 + 40 * partitions * copies) * (lag + 1);
      int quiet = 0;
      for (int i = 0; quiet < 10; i++) {
        quiet = fleet.pass() ? 0 : quiet + 1;
        assertThat(i).as("rounds without rest, " + this).isLessThan(patience);
      }
    }

    private void check() {
      Set<MemberId> staying = new HashSet<>(fleet.staying());
      int wanted = Math.min(copies, staying.size());
      for (Configuration configuration : fleet.register().values()) {
        assertThat(configuration.inSync()).as("copies, " + this).hasSize(wanted);
        assertThat(staying).containsAll(configuration.inSync());
      }
      if (!weights.isEmpty()) {
        checkLoads();
        return;
      }
      assertThat(difference(fleet::leadsOf)).as("primaries, " + this).isLessThanOrEqualTo(1);
      if (zones >= 2) {
        checkZones(wanted);
      } else if (!sharedHosts) {
        assertThat(difference(fleet::copiesOf)).as("copies, " + this).isLessThanOrEqualTo(1);
      }
    }

    /** As nodes tell each other of partitions: most alike, some much heavier. */
    private Map<Integer, Weight> weights(SplittableRandom draws) {
      Map<Integer, Weight> drawn = new HashMap<>();
      for (int partition = 0; partition < partitions; partition++) {
        long bytes = (1L << 20) << draws.nextInt(4);
        long load = 1024L << (draws.nextInt(4) == 0 ? draws.nextInt(4) : 0);
        drawn.put(partition, WeightClass.of(new Weight(bytes, load)).weight());
      }
      return drawn;
    }

    /** No lead could move alone for the better, by as much as is asked of a move. */
    private void checkLoads() {
      double mean = weights.values().stream().mapToLong(Weight::load).average().orElseThrow();
      long least = fleet.staying().stream().mapToLong(fleet::loadOf).min().orElse(0);
      fleet
          .register()
          .forEach(
              (partition, configuration) -> {
                double load = weights.get(partition).load();
                double gain = load * (fleet.loadOf(configuration.primary()) - least - load);
                assertThat(2 * gain)
                    .as("lead of " + partition + ", " + this)
                    .isLessThan(mean * mean);
              });
    }

    private void checkZones(int wanted) {
      long there = fleet.staying().stream().map(fleet::zoneOf).distinct().count();
      for (Configuration configuration : fleet.register().values()) {
        long covered = configuration.inSync().stream().map(fleet::zoneOf).distinct().count();
        assertThat(covered).as("zones, " + this).isEqualTo(Math.min(wanted, there));
      }
    }

    private long difference(ToLongFunction<MemberId> of) {
      List<MemberId> staying = fleet.staying();
      long most = staying.stream().mapToLong(of).max().orElse(0);
      return most - staying.stream().mapToLong(of).min().orElse(0);
    }

    private <T> T any(List<T> list) {
      return new ArrayList<>(list).get(random.nextInt(list.size()));
    }

    @Override
    public String toString() {
      return fleet.staying().size()
          + " nodes, "
          + partitions
          + " partitions, "
          + copies
          + " copies, lag "
          + lag
          + ", zones "
          + zones
          + ", "
          + pace;
    }
  }
}
