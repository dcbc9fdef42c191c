package io.aitta.node;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What a node is told at its start.
 *
 * @param name its name, for people, logs and files
 * @param bind the host or address on which it serves and speaks with other nodes
 * @param httpPort the port of REST; 0 for any free one
 * @param clusterPort the port for other nodes; 0 for any free one
 * @param seeds {@code host:port} of nodes to join, in order; empty: it forms a cluster of its own
 * @param runDirectory where its log, its pid file and its data are
 * @param journal where it keeps its events, if it was told
 * @param settings a file of HOCON settings, if there is one
 */
public record NodeSetup(
    String name,
    String bind,
    int httpPort,
    int clusterPort,
    List<String> seeds,
    Path runDirectory,
    Optional<String> journal,
    Optional<Path> settings) {
  /** Nothing is null, and the seeds do not change any more. */
  public NodeSetup {
    requireNonNull(name, "name is null");
    requireNonNull(bind, "bind is null");
    seeds = List.copyOf(seeds);
    requireNonNull(runDirectory, "runDirectory is null");
    requireNonNull(journal, "journal is null");
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
