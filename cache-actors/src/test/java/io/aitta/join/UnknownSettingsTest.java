package io.aitta.join;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnknownSettingsTest {
  @Test
  void reference_isKnown() {
    assertThat(UnknownSettings.check(ConfigFactory.defaultReference())).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "aitta.partitons, aitta.partitions",
    "aitta.cluster.seed, aitta.cluster.seeds",
    "aitta.partition.max-queue, aitta.partition.max-queued"
  })
  void misspelt_getsTheNearestName(String key, String nearest) {
    assertThat(UnknownSettings.check(with(key + " = 1")))
        .hasValueSatisfying(
            sentence ->
                assertThat(sentence)
                    .startsWith("the setting " + key + " (")
                    .endsWith("is not known: did you mean " + nearest + "?"));
  }

  @Test
  void sentence_saysWhereItWasSet() {
    assertThat(UnknownSettings.check(with("\n\naitta.nothing = 1")))
        .hasValueSatisfying(sentence -> assertThat(sentence).contains("(String: 3)"));
  }

  @Test
  void settingOfPekkosSharding_isKnownForAittasToo() {
    assertThat(UnknownSettings.check(with("aitta.sharding.shard-start-timeout = 1s"))).isEmpty();
    assertThat(UnknownSettings.check(with("aitta.sharding.shard-start-time = 1s"))).isPresent();
  }

  @Test
  void settingsOfOthers_areNotLookedAt() {
    assertThat(UnknownSettings.check(with("mine.own = 1, pekko.nonsense = 2"))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"'', '', 0", "a, '', 1", "kitten, sitting, 3", "flaw, lawn, 2", "same, same, 0"})
  void distance_countsLettersAddedDroppedAndChanged(String one, String other, int distance) {
    assertThat(EditDistance.between(one, other)).isEqualTo(distance);
    assertThat(EditDistance.between(other, one)).isEqualTo(distance);
  }

  private static Config with(String hocon) {
    return ConfigFactory.parseString(hocon).withFallback(ConfigFactory.defaultReference());
  }
}
