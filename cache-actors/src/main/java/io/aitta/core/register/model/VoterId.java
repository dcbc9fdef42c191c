package io.aitta.core.register.model;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.util.Comparator;
import java.util.UUID;

/**
 * A voter: a name, and the identity of the storage that remembers its votes. A voter whose storage
 * is lost is another voter under the same name.
 *
 * @param name the node it lives on, 1 to 100 bytes of UTF-8; messages find it by this
 * @param storage made with the storage and kept in it
 */
public record VoterId(String name, UUID storage) implements Comparable<VoterId> {
  /** The longest name, in bytes of UTF-8. */
  public static final int MAX_NAME_BYTES = 100;

  private static final Comparator<VoterId> ORDER =
      Comparator.comparing(VoterId::name).thenComparing(VoterId::storage);

  /**
   * @throws IllegalArgumentException when the name is empty or too long
   */
  public VoterId {
    int length = requireNonNull(name, "name is null").getBytes(UTF_8).length;
    requireNonNull(storage, "storage is null");
    if (length < 1 || length > MAX_NAME_BYTES) {
      throw new IllegalArgumentException(
          "a voter's name has 1 to " + MAX_NAME_BYTES + " bytes, not " + length + ": " + name);
    }
  }

  @Override
  public int compareTo(VoterId other) {
    return ORDER.compare(this, other);
  }

  /** The name and the end of the storage's identity: those made at one time begin alike. */
  @Override
  public String toString() {
    return name + "#" + storage.toString().substring(28);
  }
}
