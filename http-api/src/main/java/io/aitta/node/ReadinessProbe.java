package io.aitta.node;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Asks a node on this machine whether it can serve. */
public final class ReadinessProbe {
  private static final int TIMEOUT_MILLIS = 1000;
  private static final Duration INTERVAL = Duration.ofMillis(50);

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

  /**
   * Waits until a node of this process can serve, has ended, or the time is over, and says whether
   * it can serve. REST is asked once the node itself says yes: asking costs a node that is starting
   * more than it tells.
   */
  public boolean awaitReady(RunningNode running, Duration timeout) throws InterruptedException {
    long deadline = System.nanoTime() + timeout.toNanos();
    while (!running.isReady() || !isReady()) {
      if (running.hasEnded() || System.nanoTime() - deadline > 0) {
        return false;
      }
      TimeUnit.NANOSECONDS.sleep(INTERVAL.toNanos());
    }
    return true;
  }

  /**
   * Whether {@code /health/ready} answers 200 now. Blocks for two seconds at most. The connection
   * is kept for the next question, since a new one is what costs a node most.
   */
  public boolean isReady() {
    try {
      HttpURLConnection connection =
          (HttpURLConnection) node.resolve("/health/ready").toURL().openConnection();
      connection.setConnectTimeout(TIMEOUT_MILLIS);
      connection.setReadTimeout(TIMEOUT_MILLIS);
      return WholeAnswer.status(connection) == HttpURLConnection.HTTP_OK;
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
