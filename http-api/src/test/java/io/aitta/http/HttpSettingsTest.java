package io.aitta.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigFactory;
import org.junit.jupiter.api.Test;

/** Settings that contradict each other. */
final class HttpSettingsTest {
  @Test
  void of_batchLargerThanWhatMayBeHeld_isMadeSmaller() {
    HttpSettings settings = of("max-buffered-bytes = 10 MiB, max-batch-size = 64 MiB");
    assertThat(settings.maxBatchSize()).isEqualTo(10 << 20);
  }

  @Test
  void of_valueLargerThanWhatMayBeHeld_isRefused() {
    assertThatThrownBy(() -> of("max-buffered-bytes = 1 MiB"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("aitta.http.max-value-size")
        .hasMessageContaining("max-buffered-bytes");
  }

  @Test
  void of_leaveDelayOutOfBounds_isRefused() {
    assertThat(of("leave-delay = 2 minutes").leaveDelay()).hasMinutes(2);
    assertThatThrownBy(() -> of("leave-delay = 121 s"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("aitta.http.leave-delay is from 0 to 120 seconds, not 121");
    assertThatThrownBy(() -> of("leave-delay = -1 s")).hasMessageContaining("not -1");
  }

  private static HttpSettings of(String overrides) {
    return HttpSettings.of(
        ConfigFactory.parseString("aitta.http { " + overrides + " }")
            .withFallback(ConfigFactory.load()));
  }
}
