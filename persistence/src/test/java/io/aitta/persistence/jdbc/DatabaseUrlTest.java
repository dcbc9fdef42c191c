package io.aitta.persistence.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aitta.persistence.JournalRefusedException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DatabaseUrlTest {
  @Test
  void parse_url_keepsTheAddressApartFromTheRest() {
    DatabaseUrl url =
        DatabaseUrl.parse("jdbc:postgresql://db:5433/aitta?user=me&password=a%26%3F+b&ssl");
    assertThat(url.address()).isEqualTo("jdbc:postgresql://db:5433/aitta");
    assertThat(url.properties()).isEqualTo(Map.of("user", "me", "password", "a&? b", "ssl", ""));
    assertThat(url).hasToString("jdbc:postgresql:");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:postgresql://db/aitta",
        "jdbc:postgresql://127.0.0.1:5432/aitta?",
        "jdbc:postgresql://[::1]:5432/aitta",
        "jdbc:postgresql://one:5432,two,[fe80::1]/a%20b?targetServerType=primary"
      })
  void parse_formsOfTheDriver_areTaken(String url) {
    assertThat(url).startsWith(DatabaseUrl.parse(url).address());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:postgresql:sesame",
        "jdbc:postgresql://sesame",
        "jdbc:postgresql:///sesame",
        "jdbc:postgresql://me:sesame@db/aitta",
        "jdbc:postgresql://me:sesame/aitta",
        "jdbc:postgresql://db:65536/sesame",
        "jdbc:postgresql://db:0/sesame",
        "jdbc:postgresql://db,/sesame",
        "jdbc:postgresql://[::1/sesame",
        "jdbc:postgresql://db/aitta?password=sesame%zz",
        "jdbc:postgresql://db/aitta?password=sesame space",
        "jdbc:postgresql://db/aitta#sesame",
        "jdbc:postgresql://db/%zzsesame"
      })
  void parse_malformed_saysTheForm_andNothingOfTheUrl(String url) {
    assertThatThrownBy(() -> DatabaseUrl.parse(url))
        .isInstanceOf(JournalRefusedException.class)
        .hasMessageContaining("jdbc:postgresql://HOST:PORT/DATABASE?user=USER")
        .hasMessageNotContaining("sesame")
        .hasNoCause();
  }

  @ParameterizedTest
  @ValueSource(strings = {"jdbc:mysql://db/aitta?password=sesame", "jdbc:h2:mem;PASSWORD=sesame"})
  void parse_otherDatabase_saysWhichThereAre(String url) {
    assertThatThrownBy(() -> DatabaseUrl.parse(url))
        .isInstanceOf(JournalRefusedException.class)
        .hasMessageContaining("PostgreSQL only")
        .hasMessageContaining("h2 and plugin")
        .hasMessageNotContaining("sesame");
  }
}
