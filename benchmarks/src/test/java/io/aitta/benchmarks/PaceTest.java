package io.aitta.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PaceTest {
  @Test
  void timesOfSeveralConnections_areSpreadEvenly() {
    long start = System.nanoTime() - Duration.ofSeconds(10).toNanos();
    Pace first = Pace.of(1000, 2, 0, start);
    Pace second = Pace.of(1000, 2, 1, start);
    assertThat(first.awaitNext() - start).isZero();
    assertThat(second.awaitNext() - start).isEqualTo(1_000_000);
    assertThat(first.awaitNext() - start).isEqualTo(2_000_000);
    assertThat(second.awaitNext() - start).isEqualTo(3_000_000);
  }

  @Test
  void requestThatIsDueLater_isWaitedFor() {
    long start = System.nanoTime() + Duration.ofMillis(100).toNanos();
    assertThat(Pace.of(10, 1, 0, start).awaitNext()).isEqualTo(start);
    assertThat(System.nanoTime()).isGreaterThanOrEqualTo(start);
  }

  @Test
  void cpuClock_addsUserAndSystemTimeOfAllProcesses(@TempDir Path proc) throws Exception {
    String stat = "%d (a) b (c) S 1 1 1 0 -1 4194304 100 0 0 0 %d %d 0 0 20 0 1 0 100%n";
    for (int pid : new int[] {7, 8}) {
      Files.createDirectories(proc.resolve(Integer.toString(pid)));
      Files.writeString(proc.resolve(pid + "/stat"), stat.formatted(pid, 100 * pid, 50));
    }
    assertThat(new CpuClock(proc, List.of(7L, 8L)).read()).isEqualTo(Duration.ofSeconds(16));
  }
}
