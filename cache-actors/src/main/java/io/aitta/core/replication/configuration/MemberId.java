package io.aitta.core.replication.configuration;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.util.Comparator;
import java.util.UUID;

/**
 * One life of a process that can hold copies. Memory dies with the process, so a restarted node is
 * another member.
 *
 * @param node the node's name, at most {@link #MAX_NAME_BYTES} bytes of UTF-8
 * @param incarnation of the process, never the same again
 */
public record MemberId(String node, UUID incarnation) implements Comparable<MemberId> {
  /** The longest name, in bytes of UTF-8. */
  public static final int MAX_NAME_BYTES = 64;

  private static final Comparator<MemberId> ORDER =
      Comparator.comparing(MemberId::node).thenComparing(MemberId::incarnation);

  /**
   * @throws IllegalArgumentException when the name is empty or too long
   */
  public MemberId {
    requireNonNull(node, "node is null");
    requireNonNull(incarnation, "incarnation is null");
    int length = node.getBytes(UTF_8).length;
    if (length == 0 || length > MAX_NAME_BYTES) {
      throw new IllegalArgumentException(
          "a node's name has 1 to " + MAX_NAME_BYTES + " bytes, not " + length + ": " + node);
    }
  }

  @Override
  public int compareTo(MemberId other) {
    return ORDER.compare(this, other);
  }

  /** The name and the end of the incarnation: those that began at one time begin alike. */
  @Override
  public String toString() {
    return node + "/" + incarnation.toString().substring(28);
  }
}
