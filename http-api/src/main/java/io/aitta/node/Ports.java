package io.aitta.node;

import io.aitta.console.OperatorException;
import io.aitta.join.LastWords;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Checks of the ports that a node will listen on. */
public final class Ports {
  /** The greatest port there is. */
  public static final int GREATEST = 65535;

  private Ports() {}

  /**
   * A port that nobody listens on now.
   *
   * @throws OperatorException when the host is not one of this machine
   */
  public static int anyFree(String host) {
    try (ServerSocket probe = new ServerSocket()) {
      probe.bind(new InetSocketAddress(Hosts.addressOf(host), 0));
      return probe.getLocalPort();
    } catch (IOException e) {
      throw new OperatorException(noAddressHere(host), e, LastWords.CONFIGURATION);
    }
  }

  /**
   * Makes sure that a port can be listened on; 0 always can.
   *
   * @param host the host or address to listen on
   * @param purpose what the port is for, such as {@code HTTP of node-1}
   * @param option the option that changes it
   * @throws OperatorException when it cannot
   */
  public static void requireFree(String host, int port, String purpose, String option) {
    InetAddress address = Hosts.addressOf(host);
    try (ServerSocket probe = new ServerSocket()) {
      probe.setReuseAddress(true);
      probe.bind(new InetSocketAddress(address, port));
    } catch (IOException e) {
      throw isOfThisMachine(address)
          ? taken(host, port, purpose, option, e)
          : new OperatorException(noAddressHere(host), e, LastWords.CONFIGURATION);
    }
  }

  /** That a port cannot be listened on. */
  static OperatorException taken(
      String host, int port, String purpose, String option, Throwable cause) {
    return new OperatorException(
        "port %d of %s (%s) is taken or not allowed; stop what uses it, or choose another with %s"
            .formatted(port, host, purpose, option),
        cause,
        LastWords.PORT_IN_USE);
  }

  private static boolean isOfThisMachine(InetAddress address) {
    try (ServerSocket probe = new ServerSocket()) {
      probe.bind(new InetSocketAddress(address, 0));
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static String noAddressHere(String host) {
    return host + " is no address of this machine; give one that is with --bind";
  }
}
