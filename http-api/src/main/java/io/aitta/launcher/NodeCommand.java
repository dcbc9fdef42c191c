package io.aitta.launcher;

import com.typesafe.config.Config;
import io.aitta.console.Terminal;
import io.aitta.join.LastWords;
import io.aitta.node.Node;
import io.aitta.node.NodeLog;
import io.aitta.node.NodeProcess;
import io.aitta.node.NodeSetup;
import io.aitta.node.Ports;
import io.aitta.node.RunningNode;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
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
      description = "The port of REST, 0 for any (default: 8080, or what the settings say).")
  Optional<Integer> httpPort;

  @Option(
      names = "--cluster-port",
      paramLabel = "PORT",
      description =
          "The port for other nodes, 0 for any (default: 25520, or what the settings say).")
  Optional<Integer> clusterPort;

  @Option(
      names = "--seeds",
      paramLabel = "HOST:PORT",
      split = ",",
      description =
          "Nodes of the cluster to join; may contain the node itself. The first of the list forms"
              + " the cluster when nobody else answers. Without it the node does as the settings say,"
              + " or forms a cluster of its own.")
  List<String> seeds = List.of();

  @Mixin NodeOptions options;
  @Spec CommandSpec spec;

  private final Terminal terminal;

  NodeCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws InterruptedException {
    return new NodeProcess(
            setup(), this::start, options.startTimeout(new Allowed(spec)), isSupervised())
        .run(
            address -> terminal.out().println("aitta node " + name + " is ready: " + address),
            sentence -> CommandErrors.say(terminal, sentence),
            words -> CommandErrors.say(terminal, words.sentence()));
  }

  private static boolean isSupervised() {
    return Boolean.getBoolean(NodeJvm.SUPERVISED);
  }

  /** Begins the log once the node's name is its own: another node of that name has the file. */
  private RunningNode start(Config config, Consumer<LastWords> speaker) {
    NodeLog.setUp(setup(), options.logFormat, !isSupervised());
    return Node.start(config, speaker);
  }

  NodeSetup setup() {
    Allowed allowed = new Allowed(spec);
    allowed.require(
        NAME.matcher(name).matches(), "--name", name, "letters, digits, '.', '_' and '-'");
    requirePort(allowed, "--http-port", httpPort);
    requirePort(allowed, "--cluster-port", clusterPort);
    allowed.require(
        httpPort.isEmpty() || !httpPort.equals(clusterPort) || httpPort.get() == 0,
        "--cluster-port",
        clusterPort.orElse(0),
        "another port than --http-port");
    for (String seed : seeds) {
      allowed.require(
          SEED.matcher(seed).matches(), "--seeds", seed, "host:port, host:port with commas");
    }
    return new NodeSetup(
        name,
        options.bind,
        options.host,
        httpPort,
        clusterPort,
        seeds,
        options.runDirectory,
        options.persistence,
        options.registerDirectory,
        options.settings);
  }

  private static void requirePort(Allowed allowed, String option, Optional<Integer> port) {
    allowed.require(
        port.filter(number -> number < 0 || number > Ports.GREATEST).isEmpty(),
        option,
        port.orElse(0),
        "0 to 65535");
  }
}
