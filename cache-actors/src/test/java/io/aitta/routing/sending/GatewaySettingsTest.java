package io.aitta.routing.sending;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class GatewaySettingsTest {
  private final Config reference = ConfigFactory.parseResources("reference.conf").resolve();

  @Test
  void reference_hasTheDefaults() {
    assertThat(GatewaySettings.of(reference))
        .isEqualTo(
            new GatewaySettings(
                4096,
                256L << 20,
                Duration.ofMillis(500),
                Duration.ofMillis(500),
                Duration.ofMillis(100),
                Duration.ofSeconds(2),
                16,
                72 << 20));
  }

  @Test
  void zero_isRefused() {
    Config zero = ConfigFactory.parseString("aitta.gateway.max-in-flight = 0");
    assertThatThrownBy(() -> GatewaySettings.of(zero.withFallback(reference)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("aitta.gateway");
  }
}
