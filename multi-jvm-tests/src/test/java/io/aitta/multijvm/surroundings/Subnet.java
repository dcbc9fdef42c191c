package io.aitta.multijvm.surroundings;

import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/**
 * A private range of 256 IPv4 addresses.
 *
 * @param prefix its first three numbers, with dots
 */
record Subnet(String prefix) {
  private static final int BRIDGE = 254;
  private static final int CHOICE = 256;

  /**
   * One of 10.213.0.0 to 10.213.255.0 that this machine has no route into.
   *
   * @param commands runs {@code ip}
   * @param first where to begin looking
   * @throws IllegalStateException when all are taken
   */
  static Subnet free(UnaryOperator<String> commands, long first) {
    return IntStream.range(0, CHOICE)
        .mapToObj(i -> new Subnet("10.213." + (first + i) % CHOICE))
        .filter(subnet -> subnet.isFree(commands))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("10.213.0.0/16 has no free range left"));
  }

  private boolean isFree(UnaryOperator<String> commands) {
    String within = commands.apply("ip -4 route show table all root " + range());
    String around = commands.apply("ip -4 route show match " + range());
    return within.isBlank() && around.lines().allMatch(route -> route.startsWith("default"));
  }

  String range() {
    return prefix + ".0/24";
  }

  /** The address of the machine itself. */
  String bridge() {
    return prefix + "." + BRIDGE;
  }

  /** The address of a node, counted from 0. */
  String node(int index) {
    if (index < 0 || index + 1 >= BRIDGE) {
      throw new IllegalArgumentException("a network has no room for node " + index);
    }
    return prefix + "." + (index + 1);
  }
}
