package io.aitta.launcher;

import io.aitta.node.NodeLog;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options that {@code up} and {@code node} share. */
final class NodeOptions {
  @Option(
      names = "--run-dir",
      paramLabel = "DIR",
      defaultValue = ".aitta",
      description = "Where logs, pid files and data are (default: ${DEFAULT-VALUE}).")
  Path runDirectory;

  @Option(
      names = "--persistence",
      paramLabel = "none|h2|<jdbc url>|plugin",
      description =
          "Where a node keeps its copies, so that a restart finds them: nowhere, in a file of its own"
              + " in --run-dir, in a PostgreSQL database (jdbc:postgresql://HOST:PORT/DATABASE?user=USER,"
              + " its password in the variable AITTA_JDBC_PASSWORD), or by the plugins that the"
              + " settings name (default: none, or what the settings say).")
  Optional<String> persistence;

  @Option(
      names = "--register-dir",
      paramLabel = "DIR",
      description =
          "Where nodes keep who leads and who has copies, each in DIR/NAME, for when most of them are"
              + " gone at once (default: in memory, or what the settings say).")
  Optional<Path> registerDirectory;

  @Option(
      names = "--conf",
      paramLabel = "FILE",
      description = "A file of settings in HOCON, on top of the built-in ones.")
  Optional<Path> settings;

  @Option(
      names = "--bind",
      paramLabel = "HOST",
      description = "The address to listen on (default: 127.0.0.1, or what the settings say).")
  Optional<String> bind;

  @Option(
      names = "--host",
      paramLabel = "HOST",
      description =
          "The address that other nodes reach a node by (default: the one it listens on).")
  Optional<String> host;

  @Option(
      names = "--log-format",
      paramLabel = "text|json",
      defaultValue = "${env:AITTA_LOG_FORMAT:-text}",
      description = "Logs for people, or a JSON object a line (default: ${DEFAULT-VALUE}).")
  NodeLog.Format logFormat;

  @Option(
      names = "--start-timeout",
      paramLabel = "SECONDS",
      defaultValue = "120",
      description = "How long a node may take to be ready (default: ${DEFAULT-VALUE}).")
  int startTimeoutSeconds;

  /**
   * How long a node may take to be ready.
   *
   * @throws picocli.CommandLine.ParameterException when it is no time
   */
  Duration startTimeout(Allowed allowed) {
    allowed.require(
        startTimeoutSeconds >= 1, "--start-timeout", startTimeoutSeconds, "1 or more seconds");
    return Duration.ofSeconds(startTimeoutSeconds);
  }

  /** The same options again, as the arguments of another process. */
  List<String> asArguments() {
    List<String> arguments = new ArrayList<>();
    arguments.addAll(List.of("--run-dir", runDirectory.toString()));
    bind.ifPresent(address -> arguments.addAll(List.of("--bind", address)));
    host.ifPresent(address -> arguments.addAll(List.of("--host", address)));
    arguments.addAll(List.of("--log-format", logFormat.name()));
    arguments.addAll(List.of("--start-timeout", Integer.toString(startTimeoutSeconds)));
    persistence.ifPresent(journal -> arguments.addAll(List.of("--persistence", journal)));
    registerDirectory.ifPresent(
        path -> arguments.addAll(List.of("--register-dir", path.toString())));
    settings.ifPresent(file -> arguments.addAll(List.of("--conf", file.toString())));
    return arguments;
  }
}
