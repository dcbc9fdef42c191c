package io.aitta.register;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigFactory;
import io.aitta.core.register.model.TwoVoterPolicy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RegisterSettingsTest {
  @Test
  void of_nothingSet_areTheDefaults() {
    assertThat(of(""))
        .isEqualTo(
            new RegisterSettings(
                "",
                Duration.ofSeconds(2),
                4096,
                TwoVoterPolicy.PROVEN_DEAD,
                Optional.empty(),
                Duration.ofSeconds(10)));
  }

  @Test
  void of_majority_isThatPolicy() {
    assertThat(of("aitta.register.two-voters = majority").twoVoters())
        .isEqualTo(TwoVoterPolicy.MAJORITY);
  }

  @Test
  void of_directory_isWhereTheVoterKeepsItsWords() {
    assertThat(of("aitta.register.directory = /var/lib/aitta").directory())
        .contains(Path.of("/var/lib/aitta"));
    assertThat(of("aitta.register.directory = \" \"").directory()).isEmpty();
  }

  @Test
  void of_valuesOutOfBounds_areRefusedWithASentence() {
    refused("aitta.register.two-voters = guess", "two-voters = guess", "proven-dead or majority");
    refused("aitta.register.timeout = 0s", "timeout", "1ms at least");
    refused("aitta.register.max-open-calls = 0", "max-open-calls = 0", "at least 1");
  }

  private static void refused(String settings, String... words) {
    assertThatThrownBy(() -> of(settings))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll(words);
  }

  private static RegisterSettings of(String settings) {
    return RegisterSettings.of(
        ConfigFactory.parseString(settings).withFallback(ConfigFactory.defaultReference()));
  }
}
