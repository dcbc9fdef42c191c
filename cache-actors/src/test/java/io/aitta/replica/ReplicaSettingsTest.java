package io.aitta.replica;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.aitta.directory.DirectorySettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReplicaSettingsTest {
  private final Config reference = ConfigFactory.load();

  @Test
  void reference_canBeUsed() {
    assertThat(ReplicaSettings.of(reference).copies()).isEqualTo(2);
  }

  @Test
  void shutdown_doesNotCutOffWhoLeaves() {
    assertThat(
            reference.getDuration(
                "pekko.coordinated-shutdown.phases.before-service-unbind.timeout"))
        .isGreaterThan(ReplicaSettings.of(reference).leaveAtMost());
  }

  @Test
  void change_isBoundedByWhatOneMessageHolds() {
    Config large =
        ConfigFactory.parseString("aitta.link.max-message-bytes = 100 MiB").withFallback(reference);
    assertThat(ReplicaSettings.of(reference).replication().window().maxChangeBytes())
        .isEqualTo(71L << 20);
    assertThat(ReplicaSettings.of(large).replication().window().maxChangeBytes())
        .isEqualTo(99L << 20);
  }

  @Test
  void aloneAfter_isWhatIsSet() {
    assertThat(ReplicaSettings.of(reference).replication().timing().aloneAfter()).hasSeconds(10);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "aitta.sweep-interval = 0s",
        "aitta.partition.max-queued = 0",
        "aitta.replication.copies = 0",
        "aitta.replication.copies = 5",
        "aitta.replication.min-copies = 3",
        "aitta.replication.alone-after = -1s",
        "aitta.replication.max-moves = 0",
        "aitta.replication.copy-rate = 19 MiB",
        "aitta.replication.names = 0",
        "aitta.replication.names = 1048577",
        "aitta.replication.names-for = 0s",
        "aitta.replication.on-loss = surrender",
        "aitta.replication.read-mode = 7",
        "aitta.replication.plan-interval = 0s",
        "aitta.replication.leave-timeout = 0s",
        "aitta.replication.leave-at-most = 9s",
        "aitta.directory.status-interval = -1s"
      })
  void value_outOfItsBounds_isRefusedByName(String setting) {
    Config config = ConfigFactory.parseString(setting).withFallback(reference);
    assertThatThrownBy(
            () -> {
              ReplicaSettings.of(config);
              DirectorySettings.of(config);
            })
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(setting.substring(0, setting.indexOf(" ")));
  }
}
