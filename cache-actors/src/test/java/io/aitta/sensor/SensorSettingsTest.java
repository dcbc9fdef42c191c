package io.aitta.sensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SensorSettingsTest {
  @Test
  void defaults_areGood() {
    SensorSettings settings = SensorSettings.of(ConfigFactory.defaultReference());
    assertThat(settings.enabled()).isTrue();
    assertThat(settings.port()).isZero();
    assertThat(settings.proofPause()).hasMillis(50);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "port = 65536",
        "port = -1",
        "look-interval = 0s",
        "connect-timeout = 0s",
        "proof-pause = 0s",
        "retry-min = 0s",
        "retry-max = 1ms",
        "keep-alive = 900ms",
        "max-connections = 0"
      })
  void outOfBounds_isNamed(String setting) {
    var config =
        ConfigFactory.parseString("aitta.sensor." + setting)
            .withFallback(ConfigFactory.defaultReference());
    assertThatThrownBy(() -> SensorSettings.of(config))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("aitta.sensor." + setting.split(" ", 2)[0] + " is ");
  }
}
