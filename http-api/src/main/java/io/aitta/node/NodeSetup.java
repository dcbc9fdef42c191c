package io.aitta.node;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What a node is told at its start. What it is not told its settings say.
 *
 * @param name its name, for people, logs and files
 * @param bind the host or address on which it serves and speaks with other nodes
 * @param host the host or address by which other nodes reach it, where that is another
 * @param httpPort the port of REST; 0 for any free one
 * @param clusterPort the port for other nodes; 0 for any free one
 * @param seeds {@code host:port} of nodes to join, in order
 * @param runDirectory where its log, its pid file and its data are
 * @param journal where it keeps its events
 * @param registerDirectory where nodes keep the register, each in a directory of its name
 * @param settings a file of HOCON settings
 */
public record NodeSetup(
    String name,
    Optional<String> bind,
    Optional<String> host,
    Optional<Integer> httpPort,
    Optional<Integer> clusterPort,
    List<String> seeds,
    Path runDirectory,
    Optional<String> journal,
    Optional<Path> registerDirectory,
    Optional<Path> settings) {
  /** Nothing is null, and the seeds do not change any more. */
  public NodeSetup {
    requireNonNull(name, "name is null");
    requireNonNull(bind, "bind is null");
    requireNonNull(host, "host is null");
    requireNonNull(httpPort, "httpPort is null");
    requireNonNull(clusterPort, "clusterPort is null");
    seeds = List.copyOf(seeds);
    requireNonNull(runDirectory, "runDirectory is null");
    requireNonNull(journal, "journal is null");
    requireNonNull(registerDirectory, "registerDirectory is null");
    requireNonNull(settings, "settings is null");
  }

  /** Where the node writes its log. */
  public Path logFile() {
    return runDirectory.resolve(name + ".log");
  }

  /** Where the node writes the number of its process. */
  public Path pidFile() {
    return runDirectory.resolve(name + ".pid");
  }
}
