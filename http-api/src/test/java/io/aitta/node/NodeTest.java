package io.aitta.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigValueFactory;
import io.aitta.console.OperatorException;
import io.aitta.join.LastWords;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
            Optional.empty());
    return NodeConfig.of(setup, Map.of())
        .withValue("pekko.coordinated-shutdown.exit-jvm", ConfigValueFactory.fromAnyRef(false))
        .withValue("pekko.remote.artery.bind.port", ConfigValueFactory.fromAnyRef(0));
  }
}
