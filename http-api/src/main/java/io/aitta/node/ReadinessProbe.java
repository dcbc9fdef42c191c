package io.aitta.node;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;

/** Asks a node whether it can serve. Blocks for two seconds at most. */
public final class ReadinessProbe {
  private static final int TIMEOUT_MILLIS = 1000;

  private final URI node;

  /** Of the node at a base address, such as {@code http://127.0.0.1:8080}. */
  public ReadinessProbe(URI node) {
    this.node = node;
  }

  /** The base address of a node on this machine that listens on a host and a port. */
  public static URI addressOf(String host, int port) {
    String reached = isWildcard(host) ? "127.0.0.1" : host;
    return URI.create(
        "http://" + (reached.indexOf(':') < 0 ? reached : "[" + reached + "]") + ":" + port);
  }

  /** Whether {@code /health/ready} answers 200 now. */
  public boolean isReady() {
    try {
      HttpURLConnection connection =
          (HttpURLConnection) node.resolve("/health/ready").toURL().openConnection();
      connection.setConnectTimeout(TIMEOUT_MILLIS);
      connection.setReadTimeout(TIMEOUT_MILLIS);
      try {
        return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
      } finally {
        connection.disconnect();
      }
    } catch (IOException e) {
      return false;
    }
  }

  private static boolean isWildcard(String host) {
    try {
      return InetAddress.getByName(host).isAnyLocalAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }
}
