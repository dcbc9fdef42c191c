package io.aitta.launcher;

import io.aitta.console.OperatorException;
import io.aitta.console.Terminal;
import io.aitta.node.Ports;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Runs a cluster of JVMs on this machine. */
@Command(
    name = "up",
    description = {
      "Start a cluster of JVMs on this machine and stay in the foreground.",
      "",
      "When all nodes are ready it prints 'aitta is ready: http://... http://...'. Ctrl-C and SIGTERM"
          + " stop every node gracefully. A node that dies is reported, and the rest go on. Should"
          + " the launcher itself be killed with SIGKILL, the nodes go on without it: stop them by"
          + " the numbers in the pid files.",
      ""
    },
    sortOptions = false,
    footer = {"", "Example:", "  aitta up --nodes 5 --http-port 9000 --run-dir /tmp/aitta"})
final class UpCommand implements LauncherCommand {
  private static final int MOST_NODES = 64;
  private static final Duration PATIENCE = Duration.ofSeconds(30);

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
    List<NodePlace> places = places();
    try (RunDirectory directory = RunDirectory.hold(options.runDirectory)) {
      directory.requireNoNodes(places);
      requireFreePorts(places);
      ClusterReport report = new ClusterReport(terminal);
      report.onStarting(places, options.runDirectory);
      run(places, directory, new LocalCluster(report), report);
    }
    return 0;
  }

  private void run(
      List<NodePlace> places, RunDirectory directory, LocalCluster cluster, ClusterReport report)
      throws InterruptedException {
    Thread onSignal = new Thread(() -> stopQuietly(cluster), "stop-nodes");
    Runtime.getRuntime().addShutdownHook(onSignal);
    try {
      places.forEach(place -> cluster.start(place, directory, command(place, places)));
      cluster.awaitReady(options.startTimeout());
      if (!cluster.isStopping()) {
        report.onReady(places);
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

  private List<String> command(NodePlace place, List<NodePlace> places) {
    List<String> arguments = new ArrayList<>();
    arguments.addAll(List.of("--name", place.name(), "--seeds", seeds(place, places)));
    arguments.addAll(List.of("--http-port", Integer.toString(place.httpPort())));
    arguments.addAll(List.of("--cluster-port", Integer.toString(place.clusterPort())));
    arguments.addAll(options.asArguments());
    List<String> properties =
        List.of("aitta.cluster.start-with-members=" + places.size(), NodeJvm.SUPERVISED + "=true");
    return jvm.command(properties, arguments);
  }

  /** The first node forms the cluster at once; the others join whoever is there. */
  private static String seeds(NodePlace place, List<NodePlace> places) {
    return place.equals(places.get(0))
        ? place.seed()
        : places.stream().map(NodePlace::seed).collect(Collectors.joining(","));
  }

  private List<NodePlace> places() {
    require(nodes >= 1 && nodes <= MOST_NODES, "--nodes", nodes, "1 to " + MOST_NODES);
    int last = Ports.GREATEST - nodes + 1;
    require(httpPort >= 1 && httpPort <= last, "--http-port", httpPort, "1 to " + last);
    require(clusterPort >= 1 && clusterPort <= last, "--cluster-port", clusterPort, "1 to " + last);
    require(
        Math.abs(httpPort - clusterPort) >= nodes,
        "--cluster-port",
        clusterPort,
        "at least " + nodes + " away from --http-port " + httpPort);
    return NodePlace.row(nodes, options.bind, httpPort, clusterPort);
  }

  private static void requireFreePorts(List<NodePlace> places) {
    for (NodePlace place : places) {
      Ports.requireFree(place.bind(), place.httpPort(), "HTTP of " + place.name(), "--http-port");
      Ports.requireFree(
          place.bind(), place.clusterPort(), "the cluster at " + place.name(), "--cluster-port");
    }
  }

  private void require(boolean holds, String option, Object value, String allowed) {
    if (!holds) {
      throw new ParameterException(
          spec.commandLine(), "%s is %s, but must be %s".formatted(option, value, allowed));
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
