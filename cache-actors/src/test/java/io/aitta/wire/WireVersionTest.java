package io.aitta.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import io.aitta.wire.codec.WireCodes;
import org.junit.jupiter.api.Test;

class WireVersionTest {
  @Test
  void version_thatNodesCompareWhenTheyJoin_isThatOfTheLayout() {
    assertThat(ConfigFactory.parseResources("reference.conf").getInt("aitta.wire-version"))
        .isEqualTo(WireCodes.VERSION);
  }
}
