package io.aitta.launcher;

import io.aitta.console.OperatorException;
import io.aitta.console.Terminal;
import io.aitta.node.NodeAddresses;
import io.aitta.node.NodeConfig;
import io.aitta.node.NodeSetup;
import io.aitta.node.Ports;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs a cluster of JVMs on this machine. */
@Command(
    name = "up",
    description = {
      "Start a cluster of JVMs on this machine and stay in the foreground.",
      "",
      "When all nodes are ready and all copies are made it prints 'aitta is ready: http://..."
          + " http://...'. Ctrl-C and SIGTERM stop every node gracefully. A node that dies is reported, and the rest go on. Should"
          + " the launcher itself be killed with SIGKILL, the nodes go on without it: stop them by"
          + " the numbers in the pid files.",
      ""
    },
    sortOptions = false,
    footer = {"", "Example:", "  aitta up --nodes 5 --http-port 9000 --run-dir /tmp/aitta"})
final class UpCommand implements LauncherCommand {
  private static final int MOST_NODES = 64;
  private static final Duration COPIES_AT_MOST = Duration.ofSeconds(10);

  /** Longer than a node's own shutdown with every phase at its limit. */
  static final Duration PATIENCE = Duration.ofMinutes(3);

  @Option(
      names = "--nodes",
      paramLabel = "N",
      defaultValue = "3",
      description = "How many nodes (default: ${DEFAULT-VALUE}).")
  int nodes;

  @Option(
      names = "--http-port",
      paramLabel = "PORT",
      defaultValue = "8080",
      description = "The first of N consecutive ports for REST (default: ${DEFAULT-VALUE}).")
  int httpPort;

  @Option(
      names = "--cluster-port",
      paramLabel = "PORT",
      defaultValue = "25520",
      description = "The first of N ports between the nodes (default: ${DEFAULT-VALUE}).")
  int clusterPort;

  @Mixin NodeOptions options;
  @Spec CommandSpec spec;

  private final Terminal terminal;
  private final NodeJvm jvm;

  UpCommand(Terminal terminal, NodeJvm jvm) {
    this.terminal = terminal;
    this.jvm = jvm;
  }

  @Override
  public Integer call() throws InterruptedException {
    Duration startTimeout = options.startTimeout(new Allowed(spec));
    ClusterPlan plan = new ClusterPlan(places(), options, jvm);
    try (RunDirectory directory = RunDirectory.hold(options.runDirectory)) {
      directory.requireNoNodes();
      requireFreePorts(plan.places());
      ClusterReport report = new ClusterReport(terminal);
      report.onStarting(plan.places(), options.runDirectory);
      run(new LocalCluster(plan, directory, report), plan, startTimeout, report);
    }
    return 0;
  }

  private void run(
      LocalCluster cluster, ClusterPlan plan, Duration startTimeout, ClusterReport report)
      throws InterruptedException {
    Thread onSignal = new Thread(() -> stopQuietly(cluster), "stop-nodes");
    Runtime.getRuntime().addShutdownHook(onSignal);
    try {
      cluster.start();
      cluster.awaitReady(startTimeout);
      boolean missing = cluster.awaitCopies(COPIES_AT_MOST);
      if (!cluster.isStopping()) {
        report.onReady(plan.places());
        report.onCopies(missing);
        cluster.superviseUntilEnd();
      }
      if (!cluster.isStopping()) {
        throw new OperatorException(
            "no node is left; their logs are in " + options.runDirectory + ", start again");
      }
    } finally {
      cluster.stop(PATIENCE);
    }
  }

  private List<NodePlace> places() {
    Allowed allowed = new Allowed(spec);
    allowed.require(nodes >= 1 && nodes <= MOST_NODES, "--nodes", nodes, "1 to " + MOST_NODES);
    int last = Ports.GREATEST - nodes + 1;
    allowed.require(httpPort >= 1 && httpPort <= last, "--http-port", httpPort, "1 to " + last);
    allowed.require(
        clusterPort >= 1 && clusterPort <= last, "--cluster-port", clusterPort, "1 to " + last);
    allowed.require(
        Math.abs(httpPort - clusterPort) >= nodes,
        "--cluster-port",
        clusterPort,
        "at least " + nodes + " away from --http-port " + httpPort);
    NodeAddresses any = NodeAddresses.of(NodeConfig.of(anyNode(), Map.of()));
    return NodePlace.row(nodes, any.httpHost(), any.host(), httpPort, clusterPort);
  }

  /** A node as all are: the settings may say where they listen. */
  private NodeSetup anyNode() {
    return new NodeSetup(
        "any",
        options.bind,
        options.host,
        Optional.of(httpPort),
        Optional.of(clusterPort),
        List.of("127.0.0.1:" + clusterPort),
        options.runDirectory,
        options.persistence,
        options.registerDirectory,
        options.settings);
  }

  private static void requireFreePorts(List<NodePlace> places) {
    for (NodePlace place : places) {
      Ports.requireFree(place.bind(), place.httpPort(), "HTTP of " + place.name(), "--http-port");
      Ports.requireFree(
          place.bind(), place.clusterPort(), "the cluster at " + place.name(), "--cluster-port");
    }
  }

  private static void stopQuietly(LocalCluster cluster) {
    try {
      cluster.stop(PATIENCE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
