package io.aitta.launcher;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigValueFactory;
import io.aitta.console.OperatorException;
import io.aitta.node.Node;
import io.aitta.node.NodeConfig;
import io.aitta.node.NodeLog;
import io.aitta.node.NodeSetup;
import io.aitta.node.ReadinessProbe;
import io.aitta.node.RunningNode;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Goes through the start of a cluster in this process, for the JVM to see which classes that needs:
 * the build records them in an archive, from which nodes start in less time.
 */
@Command(
    name = "rehearse",
    hidden = true,
    description = {
      "Start two nodes in this process, send them a few requests, and exit.",
      "",
      "The build records the classes that this needs, for nodes to start from the record."
    })
final class RehearseCommand implements LauncherCommand {
  private static final Duration START = Duration.ofMinutes(2);
  private static final String HOST = "127.0.0.1";

  @Option(
      names = "--run-dir",
      paramLabel = "DIR",
      required = true,
      description = "Where the log is written.")
  Path runDirectory;

  @Override
  public Integer call() throws InterruptedException {
    NodeSetup first = setup("rehearsal-1", List.of());
    NodeLog.setUp(first, NodeLog.Format.TEXT, false);
    Config config = configOf(first);
    int seed = config.getInt("pekko.remote.artery.canonical.port");
    URI one = ready(Node.start(config, words -> {}), first);
    NodeSetup second = setup("rehearsal-2", List.of(HOST + ":" + seed));
    URI two = ready(Node.start(configOf(second), words -> {}), second);
    new RehearsedRequests(List.of(one, two)).send();
    return 0;
  }

  private NodeSetup setup(String name, List<String> seeds) {
    return new NodeSetup(
        name,
        Optional.of(HOST),
        Optional.empty(),
        Optional.of(0),
        Optional.of(0),
        seeds,
        runDirectory,
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /** The process ends at once when all is seen: nobody waits for these nodes to leave. */
  private static Config configOf(NodeSetup setup) {
    return NodeConfig.of(setup, Map.of())
        .withValue(
            "pekko.coordinated-shutdown.run-by-jvm-shutdown-hook",
            ConfigValueFactory.fromAnyRef(false));
  }

  private URI ready(RunningNode node, NodeSetup setup) throws InterruptedException {
    URI address = ReadinessProbe.addressOf(HOST, node.httpPort());
    if (!new ReadinessProbe(address).awaitReady(node, START)) {
      throw new OperatorException(
          "%s did not become ready; the log says why: %s"
              .formatted(setup.name(), runDirectory.resolve("rehearsal-1.log")));
    }
    return address;
  }
}
