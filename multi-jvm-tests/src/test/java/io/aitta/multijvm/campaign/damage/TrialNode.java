package io.aitta.multijvm.campaign.damage;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.aitta.join.LastWords;
import io.aitta.node.Node;
import io.aitta.node.NodeConfig;
import io.aitta.node.NodeSetup;
import io.aitta.node.ReadinessProbe;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** A node in this process that was started on files that others have left. */
final class TrialNode implements AutoCloseable {
  /** The process is not the node's, it has no others to wait for, and its log is not read. */
  private static final Config SETTINGS =
      ConfigFactory.parseString(
          """
          pekko {
            loglevel = OFF
            stdout-loglevel = OFF
            coordinated-shutdown {
              exit-jvm = off
              run-by-jvm-shutdown-hook = off
              run-by-actor-system-terminate = off
            }
            cluster.gossip-interval = 100ms
            cluster.leader-actions-interval = 100ms
            remote.artery.bind.port = 0
            remote.artery.bind.bind-timeout = 60s
          }
          aitta.sensor.enabled = off
          aitta.http.request-timeout = 5s
          aitta.persistence.recovery-wait = 2s
          """);

  private final Node node;
  private final AtomicReference<LastWords> words;

  private TrialNode(Node node, AtomicReference<LastWords> words) {
    this.node = node;
    this.words = words;
  }

  /**
   * Starts it.
   *
   * @param directory its run directory
   * @throws RuntimeException when it cannot start
   */
  static TrialNode start(Path directory) {
    AtomicReference<LastWords> words = new AtomicReference<>();
    return new TrialNode(Node.start(config(directory), words::set), words);
  }

  static Config config(Path directory) {
    NodeSetup setup =
        new NodeSetup(
            WrittenNode.NAME,
            Optional.of("127.0.0.1"),
            Optional.empty(),
            Optional.of(0),
            Optional.of(0),
            List.of(),
            directory,
            Optional.of("h2"),
            Optional.empty(),
            Optional.empty());
    return SETTINGS
        .withFallback(ConfigFactory.parseString(WrittenNode.SETTINGS))
        .withFallback(NodeConfig.of(setup, Map.of()))
        .resolve();
  }

  URI url() {
    return ReadinessProbe.addressOf("127.0.0.1", node.httpPort());
  }

  /** Waits until it can serve or has ended, for a while. */
  boolean awaitReady(Duration patience) throws InterruptedException {
    return new ReadinessProbe(url()).awaitReady(node, patience);
  }

  /** Why it has ended or is about to. */
  Optional<String> lastWords() {
    return Optional.ofNullable(words.get()).map(LastWords::sentence);
  }

  /** Ends it without taking leave. */
  @Override
  public void close() {
    node.terminate();
  }
}
