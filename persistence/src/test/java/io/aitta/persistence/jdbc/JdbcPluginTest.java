package io.aitta.persistence.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.aitta.persistence.JournalRefusedException;
import io.aitta.persistence.PersistenceSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class JdbcPluginTest {
  private static final String DATABASE = "pekko-persistence-jdbc.shared-databases.aitta.db.";

  @Test
  void configure_url_tellsThePluginAll() {
    Config config = configured("jdbc:postgresql://db/aitta?user=me&password=open&socketTimeout=9");
    assertThat(PersistenceSettings.from(config).plugins()).isEqualTo(JdbcPlugin.IDS);
    assertThat(config.getString("aitta-jdbc-journal.class")).contains("JdbcAsyncWriteJournal");
    assertThat(config.getString("aitta-jdbc-snapshot-store.class")).contains("JdbcSnapshotStore");
    assertThat(config.getString(DATABASE + "url")).isEqualTo("jdbc:postgresql://db/aitta");
    assertThat(config.getString(DATABASE + "properties.user")).isEqualTo("me");
    assertThat(config.getString(DATABASE + "properties.password")).isEqualTo("open");
    assertThat(config.getInt(DATABASE + "properties.socketTimeout")).isEqualTo(9);
    assertThat(config.getInt(DATABASE + "properties.connectTimeout")).isEqualTo(5);
    assertThat(config.getInt(DATABASE + "maxConnections")).isEqualTo(8);
  }

  @Test
  void configure_password_winsOverThatOfTheUrl() {
    Config config =
        configured(
            "jdbc:postgresql://db/aitta?password=old", "aitta.persistence.jdbc.password = new");
    assertThat(config.getString(DATABASE + "properties.password")).isEqualTo("new");
    assertThat(JdbcSettings.from(config).toString()).doesNotContain("new");
  }

  @Test
  void configure_whatTheSettingsSayOfThePlugin_stays() {
    Config config =
        configured(
            "jdbc:postgresql://db/aitta",
            "aitta-jdbc-journal.batchSize = 7, aitta.persistence.jdbc.connections = 3");
    assertThat(config.getInt("aitta-jdbc-journal.batchSize")).isEqualTo(7);
    assertThat(config.getInt(DATABASE + "numThreads")).isEqualTo(3);
    assertThat(config.getInt("jdbc-journal.batchSize")).isEqualTo(400);
    assertThat(JdbcPlugin.configure(config)).isEqualTo(config);
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "h2"})
  void configure_otherJournal_changesNothing(String journal) {
    Config config = asking(journal, "");
    assertThat(JdbcPlugin.configure(config)).isSameAs(config);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1001})
  void configure_impossiblePool_isRefused(int connections) {
    assertThatThrownBy(
            () ->
                configured(
                    "jdbc:postgresql://db/aitta",
                    "aitta.persistence.jdbc.connections = " + connections))
        .isInstanceOf(JournalRefusedException.class)
        .hasMessageContaining("has to be 1 to 1000");
  }

  private static Config configured(String journal, String... more) {
    return JdbcPlugin.configure(asking(journal, String.join("\n", more)));
  }

  private static Config asking(String journal, String more) {
    return ConfigFactory.parseString("aitta.persistence.journal = \"" + journal + "\"\n" + more)
        .withFallback(ConfigFactory.load());
  }
}
