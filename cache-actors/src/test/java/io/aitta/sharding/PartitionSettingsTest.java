package io.aitta.sharding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PartitionSettingsTest {
  private final Config reference = ConfigFactory.load();

  @Test
  void reference_canBeUsed() {
    assertThat(PartitionSettings.of(reference).partitions()).isEqualTo(64);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "aitta.sharding.keep-alive-interval = 0s",
        "aitta.cluster.start-wait = -1s",
        "aitta.partitions = 0"
      })
  void value_outOfItsBounds_isRefusedByName(String setting) {
    Config config = ConfigFactory.parseString(setting).withFallback(reference);
    assertThatThrownBy(() -> PartitionSettings.of(config))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(setting.substring(0, setting.indexOf(" ")));
  }
}
