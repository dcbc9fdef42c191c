package io.aitta.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigValueFactory;
import io.aitta.Aitta;
import io.aitta.console.OperatorException;
import io.aitta.join.LastWords;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class NodeTest {
  @TempDir Path directory;

  @Test
  void start_portOfHttpTakenMeanwhile_namesThatPort() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Config config = config(taken.getLocalPort());

      assertThatThrownBy(() -> Node.start(config, words -> {}))
          .isInstanceOf(OperatorException.class)
          .hasMessageContaining("port " + taken.getLocalPort() + " of 127.0.0.1 (HTTP) is taken")
          .extracting(failure -> ((OperatorException) failure).exitCode())
          .isEqualTo(LastWords.PORT_IN_USE);
    }
  }

  @Test
  void stopTimeoutOfHttp_isShorterThanThePhaseInWhichItIsWaitedFor() {
    Config config = ConfigFactory.load();
    assertThat(config.getDuration("aitta.http.stop-timeout"))
        .isLessThan(
            config.getDuration("pekko.coordinated-shutdown.phases.service-requests-done.timeout"));
  }

  @Test
  void metricsOfTheRegister_areThoseThatOperationsNames() throws IOException {
    String operations = Files.readString(Path.of("..", "docs", "operations.md"));
    ActorSystem<Void> system = ActorSystem.create(Behaviors.empty(), "aitta", config(0));
    try {
      SimpleMeterRegistry meters = new SimpleMeterRegistry();
      new RegisterMetrics(Aitta.get(system).node()).bindTo(meters);

      Set<String> bound =
          meters.getMeters().stream()
              .map(meter -> nameOf(meter.getId()))
              .collect(Collectors.toSet());
      assertThat(bound).contains("aitta_register_unsent_total");
      assertThat(Pattern.compile("`(aitta_register_\\w+)").matcher(operations).results())
          .extracting(found -> found.group(1))
          .containsExactlyInAnyOrderElementsOf(bound);
    } finally {
      system.terminate();
      system.getWhenTerminated().toCompletableFuture().join();
    }
  }

  /** As Prometheus is shown it. */
  private static String nameOf(Meter.Id meter) {
    return meter.getName().replace('.', '_')
        + (meter.getType() == Meter.Type.COUNTER ? "_total" : "");
  }

  /** The process is the tests', so it must not end with the node. */
  private Config config(int httpPort) {
    NodeSetup setup =
        new NodeSetup(
            "n",
            Optional.of("127.0.0.1"),
            Optional.empty(),
            Optional.of(httpPort),
            Optional.of(0),
            List.of(),
            directory,
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    return NodeConfig.of(setup, Map.of())
        .withValue("pekko.coordinated-shutdown.exit-jvm", ConfigValueFactory.fromAnyRef(false))
        .withValue("pekko.remote.artery.bind.port", ConfigValueFactory.fromAnyRef(0));
  }
}
