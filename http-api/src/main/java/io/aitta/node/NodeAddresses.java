package io.aitta.node;

import static java.util.Objects.requireNonNull;

import com.typesafe.config.Config;

/**
 * Where a node listens and where it is reached, as its settings say.
 *
 * @param httpHost where it serves REST
 * @param httpPort likewise; 0 for any free port
 * @param host by what other nodes reach it
 * @param port likewise
 * @param clusterHost where it listens for other nodes
 * @param clusterPort likewise
 */
public record NodeAddresses(
    String httpHost, int httpPort, String host, int port, String clusterHost, int clusterPort) {
  private static final String ARTERY = "pekko.remote.artery.";

  /** Nothing is null. */
  public NodeAddresses {
    requireNonNull(httpHost, "httpHost is null");
    requireNonNull(host, "host is null");
    requireNonNull(clusterHost, "clusterHost is null");
  }

  /** Reads them from the whole configuration of a node. */
  public static NodeAddresses of(Config config) {
    String host = config.getString(ARTERY + "canonical.hostname");
    int port = config.getInt(ARTERY + "canonical.port");
    String bindHost = config.getString(ARTERY + "bind.hostname");
    String bindPort = config.getString(ARTERY + "bind.port");
    return new NodeAddresses(
        config.getString("aitta.http.host"),
        config.getInt("aitta.http.port"),
        host,
        port,
        bindHost.isEmpty() ? host : bindHost,
        bindPort.isEmpty() ? port : config.getInt(ARTERY + "bind.port"));
  }

  /** By what other nodes join it. */
  public String seed() {
    return host + ":" + port;
  }
}
