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

  private static HttpSettings of(String overrides) {
    return HttpSettings.of(
        ConfigFactory.parseString("aitta.http { " + overrides + " }")
            .withFallback(ConfigFactory.load()));
  }
}
