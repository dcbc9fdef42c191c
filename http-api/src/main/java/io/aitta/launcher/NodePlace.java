package io.aitta.launcher;

import io.aitta.node.ReadinessProbe;
import java.net.URI;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The place of a node in a cluster on this machine.
 *
 * @param name its name, which its files bear as well
 * @param bind the address it serves REST on
 * @param host the address that other nodes reach it by
 * @param httpPort the port of REST
 * @param clusterPort the port for other nodes
 */
record NodePlace(String name, String bind, String host, int httpPort, int clusterPort) {
  /** The places of a number of nodes, on consecutive ports. */
  static List<NodePlace> row(
      int nodes, String bind, String host, int firstHttpPort, int firstClusterPort) {
    return IntStream.range(0, nodes)
        .mapToObj(
            i ->
                new NodePlace(
                    "node-" + (i + 1), bind, host, firstHttpPort + i, firstClusterPort + i))
        .toList();
  }

  /** The address of REST. */
  URI address() {
    return ReadinessProbe.addressOf(bind, httpPort);
  }

  /** What other nodes join it by. */
  String seed() {
    return host + ":" + clusterPort;
  }
}
