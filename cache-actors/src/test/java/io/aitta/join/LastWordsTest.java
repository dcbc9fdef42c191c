package io.aitta.join;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.CoordinatedShutdown;
import org.junit.jupiter.api.Test;

class LastWordsTest {
  private static final Config CONFIG = ConfigFactory.parseResources("aitta-node.conf").resolve();

  @Test
  void stopThatWasAskedFor_needsNoWords() {
    assertThat(LastWords.ofReason(CoordinatedShutdown.jvmExitReason(), Optional.of("x"))).isEmpty();
  }

  @Test
  void failedPart_isSaid() {
    assertThat(LastWords.ofReason(new CannotGoOn("so"), Optional.empty()))
        .contains(new LastWords("so", LastWords.FAULT));
  }

  @Test
  void downed_saysToStartAgain() {
    LastWords words =
        LastWords.ofReason(CoordinatedShutdown.clusterDowningReason(), Optional.empty())
            .orElseThrow();
    assertThat(words.sentence()).contains("lost touch").contains("start it again");
    assertThat(words.exitCode()).isEqualTo(LastWords.LOST);
  }

  @Test
  void downedAfterQuarantine_namesWhoShutItOut() throws Exception {
    Findings findings = new Findings();
    findings.quarantined("shut out");
    assertThat(
            findings
                .lastWords(CoordinatedShutdown.clusterDowningReason())
                .toCompletableFuture()
                .get(60, TimeUnit.SECONDS))
        .contains(new LastWords("shut out", LastWords.LOST));
  }

  @Test
  void refusedWithoutAnAnswer_stillEndsInASentence() throws Exception {
    LastWords words =
        new Findings()
            .lastWords(CoordinatedShutdown.incompatibleConfigurationDetectedReason())
            .toCompletableFuture()
            .get(60, TimeUnit.SECONDS)
            .orElseThrow();
    assertThat(words.sentence()).contains("aitta.partitions");
    assertThat(words.exitCode()).isEqualTo(LastWords.CONFIGURATION);
  }

  @Test
  void portInUse_isFoundAmongTheCauses() {
    Exception failure =
        new IllegalStateException("x", new RuntimeException("java.net.BindException: in use"));
    LastWords words = LastWords.ofFailure(failure, CONFIG);
    assertThat(words.sentence())
        .startsWith("the cluster port 127.0.0.1:25520 is taken by another process");
    assertThat(words.exitCode()).isEqualTo(LastWords.PORT_IN_USE);
  }

  @Test
  void wrongConfiguration_isQuoted() {
    assertThat(LastWords.ofFailure(new ConfigException.Missing("a.b"), CONFIG))
        .isEqualTo(
            new LastWords(
                "the configuration cannot be used: No configuration setting found for key 'a.b'",
                LastWords.CONFIGURATION));
    assertThat(LastWords.ofFailure(new IllegalArgumentException("so"), CONFIG).sentence())
        .isEqualTo("so");
  }

  @Test
  void exitCodes_inTheNodesSettings_areThese() {
    Config overrides = CONFIG.getConfig("pekko.coordinated-shutdown.reason-overrides");
    assertThat(exitCode(overrides, CannotJoin.class.getName())).isEqualTo(LastWords.CANNOT_JOIN);
    assertThat(exitCode(overrides, CannotGoOn.class.getName())).isEqualTo(LastWords.FAULT);
    assertThat(exitCode(overrides, CoordinatedShutdown.clusterDowningReason().getClass().getName()))
        .isEqualTo(LastWords.LOST);
    assertThat(
            exitCode(
                overrides,
                CoordinatedShutdown.incompatibleConfigurationDetectedReason().getClass().getName()))
        .isEqualTo(LastWords.CONFIGURATION);
  }

  private static int exitCode(Config overrides, String reason) {
    return overrides.getInt("\"" + reason + "\".exit-code");
  }
}
