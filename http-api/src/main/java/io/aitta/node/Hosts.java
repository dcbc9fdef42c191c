package io.aitta.node;

import io.aitta.console.OperatorException;
import io.aitta.join.LastWords;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.Optional;

/** The hosts that a node listens on, and those that others reach it by. */
public final class Hosts {
  private Hosts() {}

  /**
   * The host that other nodes reach a node by which listens on that one. A wildcard is good for
   * listening only: it becomes the address of this machine's name, or where that is a loopback
   * address, as it is on many machines, the first address of another kind, if there is one.
   *
   * @throws OperatorException when there is no such host
   */
  public static String forOthers(String bind) {
    InetAddress address = addressOf(bind);
    return address.isAnyLocalAddress()
        ? inBrackets(ofThisMachine().getHostAddress())
        : inBrackets(bind);
  }

  /**
   * The address of a host.
   *
   * @throws OperatorException when there is none
   */
  static InetAddress addressOf(String host) {
    try {
      return InetAddress.getByName(host);
    } catch (UnknownHostException e) {
      throw new OperatorException(
          "the host " + host + " is not known; give an address of this machine with --bind",
          e,
          LastWords.CONFIGURATION);
    }
  }

  /** The cluster writes addresses of IPv6 in brackets, as URLs do. */
  private static String inBrackets(String host) {
    return host.indexOf(':') < 0 || host.startsWith("[") ? host : "[" + host + "]";
  }

  private static InetAddress ofThisMachine() {
    try {
      InetAddress named = InetAddress.getLocalHost();
      return named.isLoopbackAddress() ? reachable().orElse(named) : named;
    } catch (UnknownHostException nameless) {
      return reachable().orElseGet(InetAddress::getLoopbackAddress);
    }
  }

  private static Optional<InetAddress> reachable() {
    try {
      return NetworkInterface.networkInterfaces()
          .filter(Hosts::isUp)
          .flatMap(NetworkInterface::inetAddresses)
          .filter(Inet4Address.class::isInstance)
          .filter(address -> !address.isLoopbackAddress() && !address.isLinkLocalAddress())
          .findFirst();
    } catch (SocketException e) {
      return Optional.empty();
    }
  }

  private static boolean isUp(NetworkInterface one) {
    try {
      return one.isUp();
    } catch (SocketException e) {
      return false;
    }
  }
}
