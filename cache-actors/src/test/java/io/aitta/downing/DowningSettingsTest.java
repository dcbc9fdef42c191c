package io.aitta.downing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class DowningSettingsTest {
  @Test
  void defaults_areThoseOfTheReference() {
    DowningSettings defaults = DowningSettings.of(ConfigFactory.defaultReference());
    assertThat(defaults.stableAfter()).isEqualTo(Duration.ofSeconds(5));
    assertThat(defaults.lookInterval()).isEqualTo(Duration.ofMillis(500));
  }

  @Test
  void lookInterval_isATenth_butNotMoreThanHalfASecond() {
    assertThat(new DowningSettings(Duration.ofSeconds(2)).lookInterval())
        .isEqualTo(Duration.ofMillis(200));
    assertThat(new DowningSettings(Duration.ofHours(1)).lookInterval())
        .isEqualTo(Duration.ofMillis(500));
  }

  @Test
  void tooShort_isRefusedWithASentence() {
    Config config = ConfigFactory.parseString("aitta.downing.stable-after = 99ms");
    assertThatThrownBy(() -> DowningSettings.of(config))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "aitta.downing.stable-after = PT0.099S is out of bounds: set it to 100ms at least");
  }
}
