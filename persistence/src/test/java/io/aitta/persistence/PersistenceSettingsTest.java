package io.aitta.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.aitta.core.replication.journal.LogLimits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PersistenceSettingsTest {
  @Test
  void from_reference_keepsNoJournal() {
    PersistenceSettings settings = PersistenceSettings.from(ConfigFactory.load());
    assertThat(settings.journal()).isEqualTo(Journal.NONE);
    assertThat(settings.journal().isAvailable()).isFalse();
  }

  @Test
  void from_h2_hasThePluginsOfThisModule() {
    PersistenceSettings settings = PersistenceSettings.from(asking("h2"));
    assertThat(settings.journal()).isEqualTo(Journal.H2);
    assertThat(settings.journal().isAvailable()).isTrue();
    assertThat(settings.plugins())
        .isEqualTo(
            new PersistenceSettings.Plugins(
                "aitta.persistence.h2.journal", "aitta.persistence.h2.snapshot-store"));
    assertThat(settings.limits()).isEqualTo(LogLimits.DEFAULT);
  }

  @Test
  void from_plugin_hasThoseThatAreNamed_andNeedsBoth() {
    Config config =
        ConfigFactory.parseString(
                "aitta.persistence.plugin { journal = one, snapshot-store = another }")
            .withFallback(asking("plugin"));
    assertThat(PersistenceSettings.from(config).plugins())
        .isEqualTo(new PersistenceSettings.Plugins("one", "another"));
    assertThatThrownBy(() -> PersistenceSettings.from(asking("plugin")))
        .isInstanceOf(JournalRefusedException.class)
        .hasMessageContaining("aitta.persistence.plugin.journal");
  }

  @ParameterizedTest
  @ValueSource(strings = {"max-lag = 0", "stalled-after = 10ms", "piece-size = 0"})
  void from_limitsThatAreImpossible_isRefused(String setting) {
    Config config =
        ConfigFactory.parseString("aitta.persistence." + setting).withFallback(asking("h2"));
    assertThatThrownBy(() -> PersistenceSettings.from(config))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:h2:mem;PASSWORD=sesame",
        "postgresql://aitta:sesame@db/aitta",
        "JDBC:postgresql://db/aitta?password=sesame"
      })
  void from_url_isNeverRepeated(String url) {
    assertThatThrownBy(() -> PersistenceSettings.from(asking(url)))
        .isInstanceOf(JournalRefusedException.class)
        .hasMessageNotContaining("sesame");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "None", "redis"})
  void from_unknownJournal_isRefusedWithTheChoices(String journal) {
    assertThatThrownBy(() -> PersistenceSettings.from(asking(journal)))
        .hasMessage(
            "there is no journal called \"" + journal + "\"; it is none, h2, plugin or a JDBC URL");
  }

  private static Config asking(String journal) {
    return ConfigFactory.parseString("aitta.persistence.journal = \"" + journal + "\"")
        .withFallback(ConfigFactory.load());
  }
}
