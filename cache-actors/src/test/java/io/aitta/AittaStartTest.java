package io.aitta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.aitta.voter.VoterStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Props;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.sharding.ClusterSharding;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an application hears whose settings cannot be used. */
class AittaStartTest {
  private static final String BASE =
      """
      pekko.actor.provider = cluster
      pekko.remote.artery.canonical { hostname = "127.0.0.1", port = 0 }
      pekko.cluster.jmx.enabled = off
      pekko.coordinated-shutdown.exit-jvm = off
      pekko.loglevel = WARNING
      """;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "aitta.gateway.max-in-flight = 0 | the limits of aitta.gateway",
        "aitta.link.window = 0 | aitta.link",
        "aitta.cluster { join = seeds, seeds = [\"nowhere\"] } | the seed \"nowhere\"",
        "aitta.partitons = 8 | did you mean aitta.partitions?"
      })
  void get_settingThatCannotBeUsed_isRefusedBeforeAnythingStarts(String setting, String words) {
    ActorSystem<Void> system = system(setting);
    try {
      assertThatThrownBy(() -> Aitta.get(system))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining(words);

      ClusterSharding sharding = ClusterSharding.get(Adapter.toClassic(system));
      assertThat(sharding.getShardTypeNames()).isEmpty();
    } finally {
      ActorTestKit.shutdown(system, Duration.ofMinutes(2));
    }
  }

  @Test
  void get_registerDirectoryThatIsAFile_isRefusedBeforeAnythingStarts(@TempDir Path parent)
      throws IOException {
    Path file = Files.createFile(parent.resolve("file"));
    get_settingThatCannotBeUsed_isRefusedBeforeAnythingStarts(
        "aitta.register.directory = \"" + file + "\"", file + " is no directory");
  }

  @Test
  void get_thatFailsHalfWay_letsGoOfTheRegistersDirectory(@TempDir Path directory)
      throws IOException {
    ActorSystem<Void> system =
        system("aitta { name = n, register.directory = \"" + directory + "\" }");
    try {
      system.systemActorOf(Behaviors.empty(), "aitta-directory", Props.empty());
      assertThatThrownBy(() -> Aitta.get(system)).hasMessageContaining("aitta-directory");
    } finally {
      ActorTestKit.shutdown(system, Duration.ofSeconds(30));
    }
    UUID next = new UUID(1, 1);
    try (VoterStore store = VoterStore.open(Optional.of(directory), "n", next)) {
      assertThat(store.former()).hasSize(1);
    }
  }

  @Test
  void drain_isShorterThanThePhaseInWhichItIsWaitedFor() {
    Config shutdown =
        ConfigFactory.parseResources("aitta-node.conf")
            .resolve()
            .getConfig("pekko.coordinated-shutdown");
    assertThat(NodeParts.DRAIN).isLessThan(shutdown.getDuration("phases.service-stop.timeout"));

    Duration elsewhere =
        ConfigFactory.defaultReference()
            .getDuration("pekko.coordinated-shutdown.default-phase-timeout");
    assertThat(NodeParts.DRAIN).isLessThan(elsewhere);
  }

  private static ActorSystem<Void> system(String setting) {
    Config config =
        ConfigFactory.parseString(setting)
            .withFallback(ConfigFactory.parseString(BASE))
            .withFallback(ConfigFactory.parseResources("patient.conf"))
            .withFallback(ConfigFactory.defaultReference())
            .resolve();
    return ActorSystem.create(Behaviors.empty(), "application", config);
  }
}
