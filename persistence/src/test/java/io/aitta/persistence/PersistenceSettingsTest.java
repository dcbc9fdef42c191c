package io.aitta.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
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

  @ParameterizedTest
  @ValueSource(strings = {"h2", "jdbc:postgresql://db/aitta"})
  void from_journalThatIsNotKept_isRefusedWithWhatToDo(String journal) {
    assertThatThrownBy(() -> PersistenceSettings.from(asking(journal)))
        .isInstanceOf(JournalRefusedException.class)
        .hasMessageContaining("this version keeps no journal")
        .hasMessageContaining("--persistence none");
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
        .hasMessage("there is no journal called \"" + journal + "\"; it is none, h2 or a JDBC URL");
  }

  private static Config asking(String journal) {
    return ConfigFactory.parseString("aitta.persistence.journal = \"" + journal + "\"");
  }
}
