package io.aitta.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class LinkSettingsTest {
  @Test
  void defaults_areThoseOfTheReference() {
    assertThat(LinkSettings.of(ConfigFactory.load()))
        .isEqualTo(
            new LinkSettings(
                128 << 10,
                128 << 10,
                4,
                16,
                128L << 20,
                128L << 20,
                72 << 20,
                Duration.ofSeconds(10),
                "pekko.actor.default-dispatcher"));
  }

  @Test
  void frameThatArteryWouldDrop_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> with("aitta.link.chunk-bytes = 256 KiB"))
        .withMessageContaining("maximum-frame-size");
    with("aitta.link.chunk-bytes = 252 KiB");
  }

  @Test
  void boundsThatContradictEachOther_areRefused() {
    for (String bad :
        new String[] {
          "window = 0",
          "chunk-bytes = 0",
          "max-inline-bytes = 0",
          "max-transfers = 0",
          "transfer-timeout = 0 s",
          "max-outgoing-bytes = 71 MiB",
          "max-incoming-bytes = 71 MiB",
          "max-message-bytes = 100 KiB"
        }) {
      assertThatIllegalArgumentException().as(bad).isThrownBy(() -> with("aitta.link." + bad));
    }
  }

  private static LinkSettings with(String settings) {
    Config config = ConfigFactory.parseString(settings).withFallback(ConfigFactory.load());
    return LinkSettings.of(config.resolve());
  }
}
