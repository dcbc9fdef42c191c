package io.aitta.join;

import java.util.Arrays;
import java.util.List;
import org.apache.pekko.actor.Address;

/** Where a node of the cluster may listen; the host is written as that node writes its own. */
record Seed(String host, int port) {
  private static final int MAX_PORT = 65535;

  /**
   * Reads {@code host:port}.
   *
   * @throws IllegalArgumentException with a sentence, when it is anything else
   */
  static Seed parse(String text) {
    int colon = text.lastIndexOf(':');
    if (colon < 1) {
      throw malformed(text);
    }
    return new Seed(text.substring(0, colon), port(text, text.substring(colon + 1)));
  }

  /** Reads several, separated by commas; blanks do not count. */
  static List<Seed> parseList(String text) {
    return Arrays.stream(text.split(",", -1))
        .map(String::strip)
        .filter(part -> !part.isEmpty())
        .map(Seed::parse)
        .toList();
  }

  /** Where the node of that address listens; it has a host and a port. */
  static Seed of(Address node) {
    return new Seed(node.getHost().orElseThrow(), node.getPort().orElseThrow());
  }

  Address addressLike(Address self) {
    return new Address(self.protocol(), self.system(), host, port);
  }

  /** As it is written in a list. */
  @Override
  public String toString() {
    return host + ":" + port;
  }

  private static int port(String text, String digits) {
    try {
      int port = Integer.parseInt(digits);
      if (port >= 1 && port <= MAX_PORT) {
        return port;
      }
    } catch (NumberFormatException notANumber) {
      throw malformed(text);
    }
    throw malformed(text);
  }

  private static IllegalArgumentException malformed(String text) {
    return new IllegalArgumentException(
        "the seed \"" + text + "\" is not host:port with a port of 1 to " + MAX_PORT);
  }
}
