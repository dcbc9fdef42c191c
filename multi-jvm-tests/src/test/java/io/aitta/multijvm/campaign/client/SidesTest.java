package io.aitta.multijvm.campaign.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class SidesTest {
  private static final URI NODE = URI.create("http://10.213.7.1:8080");

  private final Sides sides = new Sides();

  @Test
  void requests_areOnTheSideOfTheirNodeWhileThereIsOne() {
    URI request = URI.create(NODE + "/v1/caches/a/entries/b");
    assertThat(sides.of(request)).isEmpty();
    sides.divide(Map.of(NODE, "struck"));
    assertThat(sides.of(request)).contains("struck");
    assertThat(sides.of(URI.create("http://10.213.7.2:8080/"))).isEmpty();
    sides.unite();
    assertThat(sides.of(request)).isEmpty();
  }

  @Test
  void answers_areKeptBySide() {
    sides.answered("struck", "503 no-quorum", Duration.ofSeconds(1));
    sides.answered("struck", "503 no-quorum", Duration.ofSeconds(2));
    assertThat(sides.answers())
        .isEqualTo(
            Map.of("struck 503 no-quorum", List.of(Duration.ofSeconds(1), Duration.ofSeconds(2))));
  }
}
