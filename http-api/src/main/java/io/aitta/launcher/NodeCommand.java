package io.aitta.launcher;

import io.aitta.console.Terminal;
import io.aitta.node.Node;
import io.aitta.node.NodeLog;
import io.aitta.node.NodeProcess;
import io.aitta.node.NodeSetup;
import io.aitta.node.Ports;
import java.util.List;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Runs one node in this process. */
@Command(
    name = "node",
    description = {
      "Run one node in the foreground, new or restarted.",
      "",
      "It writes NAME.pid and NAME.log into the run directory, logs to the error stream, and prints"
          + " 'aitta node NAME is ready: http://...' once it can serve. SIGTERM and Ctrl-C make it"
          + " leave the cluster gracefully.",
      ""
    },
    sortOptions = false,
    footer = {
      "",
      "Example:",
      "  aitta node --name node-4 --http-port 8083 --cluster-port 25523 \\",
      "    --seeds 127.0.0.1:25520,127.0.0.1:25521"
    })
final class NodeCommand implements LauncherCommand {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,62}");
  private static final Pattern SEED = Pattern.compile(".+:\\d{1,5}");

  @Option(
      names = "--name",
      paramLabel = "NAME",
      required = true,
      description = "The name of the node, such as node-4.")
  String name;

  @Option(
      names = "--http-port",
      paramLabel = "PORT",
      defaultValue = "8080",
      description = "The port of REST, 0 for any (default: ${DEFAULT-VALUE}).")
  int httpPort;

  @Option(
      names = "--cluster-port",
      paramLabel = "PORT",
      defaultValue = "25520",
      description = "The port for other nodes, 0 for any (default: ${DEFAULT-VALUE}).")
  int clusterPort;

  @Option(
      names = "--seeds",
      paramLabel = "HOST:PORT",
      split = ",",
      description =
          "Nodes of the cluster to join; may contain the node itself. The first of the list forms"
              + " the cluster when nobody else answers. Without it the node forms a cluster of its"
              + " own.")
  List<String> seeds = List.of();

  @Mixin NodeOptions options;
  @Spec CommandSpec spec;

  private final Terminal terminal;

  NodeCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws InterruptedException {
    NodeSetup setup = setup();
    NodeLog.setUp(setup, options.logFormat, !Boolean.getBoolean(NodeJvm.SUPERVISED));
    return new NodeProcess(setup, Node::start, options.startTimeout())
        .run(
            address -> terminal.out().println("aitta node " + name + " is ready: " + address),
            words -> CommandErrors.say(terminal, words.sentence()));
  }

  NodeSetup setup() {
    require(NAME.matcher(name).matches(), "--name", name, "letters, digits, '.', '_' and '-'");
    requirePort("--http-port", httpPort);
    requirePort("--cluster-port", clusterPort);
    require(
        httpPort != clusterPort || httpPort == 0,
        "--cluster-port",
        clusterPort,
        "another port than --http-port");
    for (String seed : seeds) {
      require(SEED.matcher(seed).matches(), "--seeds", seed, "host:port, host:port with commas");
    }
    return new NodeSetup(
        name,
        options.bind,
        httpPort,
        clusterPort,
        seeds,
        options.runDirectory,
        options.persistence,
        options.settings);
  }

  private void requirePort(String option, int port) {
    require(port >= 0 && port <= Ports.GREATEST, option, port, "0 to 65535");
  }

  private void require(boolean holds, String option, Object value, String allowed) {
    if (!holds) {
      throw new ParameterException(
          spec.commandLine(), "%s is %s, but must be %s".formatted(option, value, allowed));
    }
  }
}
