package io.aitta.multijvm.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Small campaigns, as samples of what {@code multi-jvm-tests/campaign} does at length. */
final class CampaignTest {
  private static final Path DIRECTORY = Path.of("target", "campaigns");
  private static final int CLIENTS = 4;

  @Test
  void tenKills_loseNoAcknowledgedWrite() {
    Report report = run(Scenario.KILLS, 10);
    assertThat(report.acknowledged()).as("%s", report).isPositive();
    assertThat(report.isClean()).as("%s", report).isTrue();
  }

  @Test
  void rollingRestart_losesNothingAndFailsNoCall() {
    Report report = run(Scenario.ROLLING, 1);
    assertThat(report.acknowledged()).as("%s", report).isPositive();
    assertThat(report.isClean()).as("%s", report).isTrue();
    assertThat(report.failures()).as("requests that failed, %s", report).isEmpty();
    assertThat(report.givenUp()).as("calls given up, %s", report).isZero();
  }

  @Test
  void twoBlackouts_loseNoAcknowledgedWriteOfACacheThatIsKept() {
    Report report = run(Scenario.BLACKOUTS, 2, Persistence.SYNC);
    assertThat(report.acknowledged()).as("%s", report).isPositive();
    assertThat(report.isClean()).as("%s", report).isTrue();
  }

  private static Report run(Scenario scenario, int faults) {
    return run(scenario, faults, Persistence.NONE);
  }

  private static Report run(Scenario scenario, int faults, Persistence persistence) {
    List<String> progress = new ArrayList<>();
    long seed = System.nanoTime();
    Plan plan = new Plan(scenario, "", faults, 0, CLIENTS, seed, persistence, "", DIRECTORY);
    Report report = Campaign.run(plan, progress::add);
    report.write(DIRECTORY.resolve(plan.fileName() + ".json"));
    System.out.println(String.join(System.lineSeparator(), progress));
    System.out.print(ReportTable.of(report));
    return report;
  }
}
