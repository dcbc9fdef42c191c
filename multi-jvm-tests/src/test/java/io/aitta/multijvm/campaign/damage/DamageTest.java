package io.aitta.multijvm.campaign.damage;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A small sample of what {@code multi-jvm-tests/campaign damage} does at length. */
final class DamageTest {
  private static final int TRIALS = 8;

  @TempDir private Path directory;

  @Test
  void damagedFiles_areNoticedOrServedRight() {
    long seed = new Random().nextLong();
    System.out.println("seed " + seed);
    DamagePlan plan = new DamagePlan("", TRIALS, TRIALS, 2, seed, Duration.ofMinutes(5), directory);
    DamageReport report = DamageCampaign.run(plan, System.out::println);
    report.table().forEach(System.out::println);
    assertThat(report.trials()).isEqualTo(TRIALS);
    assertThat(report.faults()).isEmpty();
  }
}
