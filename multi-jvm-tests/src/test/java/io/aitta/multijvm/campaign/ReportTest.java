package io.aitta.multijvm.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import io.aitta.multijvm.campaign.Outages.Percentiles;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class ReportTest {
  @Test
  void percentiles_areOfTheNearestRank() {
    List<Duration> hundred = LongStream.rangeClosed(1, 100).mapToObj(Duration::ofMillis).toList();
    assertThat(Percentiles.of(hundred)).isEqualTo(new Percentiles(100, 50, 99, 100));
    assertThat(Percentiles.of(hundred.subList(0, 1))).isEqualTo(new Percentiles(1, 1, 1, 1));
    assertThat(Percentiles.of(List.of())).isEqualTo(new Percentiles(0, 0, 0, 0));
  }
}
