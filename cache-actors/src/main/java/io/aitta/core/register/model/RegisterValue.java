package io.aitta.core.register.model;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.HexFormat;

/** What the register holds for a key: up to 1024 opaque bytes. Immutable. */
public final class RegisterValue {
  /** The longest value, in bytes. */
  public static final int MAX_BYTES = 1024;

  private static final int SHOWN_BYTES = 16;

  private final byte[] bytes;

  private RegisterValue(byte[] bytes) {
    if (bytes.length > MAX_BYTES) {
      throw new IllegalArgumentException(
          "a register's value has at most " + MAX_BYTES + " bytes, not " + bytes.length);
    }
    this.bytes = bytes;
  }

  /**
   * A value of a copy of the bytes.
   *
   * @throws IllegalArgumentException when there are more than {@link #MAX_BYTES}
   */
  public static RegisterValue copyOf(byte[] bytes) {
    return new RegisterValue(requireNonNull(bytes, "bytes is null").clone());
  }

  /** A copy of the bytes. */
  public byte[] toBytes() {
    return bytes.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RegisterValue value && Arrays.equals(bytes, value.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  /** The length and the first bytes, in hexadecimal. */
  @Override
  public String toString() {
    int shown = Math.min(bytes.length, SHOWN_BYTES);
    return bytes.length + " bytes " + HexFormat.of().formatHex(bytes, 0, shown);
  }
}
