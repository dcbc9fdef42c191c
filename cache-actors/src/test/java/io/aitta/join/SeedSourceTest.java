package io.aitta.join;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigFactory;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SeedSourceTest {
  @Test
  void none_isNoSource() {
    assertThat(SeedSource.of(settings(""), Map.of())).isEmpty();
  }

  @Test
  void seeds_areReadInTheirOrder() throws Exception {
    assertThat(find("cluster { join = seeds, seeds = [\"b:2\", \"::1:3\"] }", Map.of()))
        .isEqualTo(List.of(new Seed("b", 2), new Seed("::1", 3)));
  }

  @Test
  void environment_isReadFromItsVariable() throws Exception {
    assertThat(find("cluster.join = environment", Map.of("AITTA_SEEDS", " a:1, b:2 ,")))
        .isEqualTo(List.of(new Seed("a", 1), new Seed("b", 2)));
  }

  @Test
  void environment_withoutTheVariable_saysSo() {
    assertThatThrownBy(() -> SeedSource.of(settings("cluster.join = environment"), Map.of()))
        .hasMessageStartingWith("AITTA_SEEDS names no seed");
  }

  @Test
  void dns_findsTheAddressesOfTheName() throws Exception {
    assertThat(find("cluster { join = dns, seeds-dns = \"127.0.0.1:7\" }", Map.of()))
        .asString()
        .isEqualTo("[127.0.0.1:7]");
  }

  @Test
  void mode_thatIsNotKnown_isNamedWithTheKnownOnes() {
    assertThatThrownBy(() -> settings("cluster.join = seed"))
        .hasMessage(
            "aitta.cluster.join = seed is not known: set it to none, seeds, dns or environment");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "a:", ":1", "a:0", "a:65536", "a:x"})
  void seed_thatIsNotHostAndPort_isNamed(String text) {
    assertThatThrownBy(() -> Seed.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("\"" + text + "\" is not host:port");
  }

  private static Object find(String settings, Map<String, String> environment) throws Exception {
    return SeedSource.of(settings(settings), environment).orElseThrow().find();
  }

  private static JoinSettings settings(String hocon) {
    return JoinSettings.of(
        ConfigFactory.parseString(hocon)
            .atKey("aitta")
            .withFallback(ConfigFactory.defaultReference()));
  }
}
