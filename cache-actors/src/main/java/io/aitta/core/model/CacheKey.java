package io.aitta.core.model;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.util.Arrays;

/**
 * A key: 1 to 1024 opaque bytes. REST and string keys are UTF-8 text; other codecs may use any
 * bytes. Immutable and safe to share between threads.
 */
public final class CacheKey {
  /** The longest key, in bytes. */
  public static final int MAX_BYTES = 1024;

  private final byte[] bytes;
  private final long hash;

  private CacheKey(byte[] bytes) {
    if (bytes.length == 0 || bytes.length > MAX_BYTES) {
      throw new IllegalArgumentException(
          "a key has 1 to " + MAX_BYTES + " bytes, not " + bytes.length);
    }
    this.bytes = bytes;
    this.hash = KeyHash.of(bytes);
  }

  /**
   * A key of the UTF-8 form of the text.
   *
   * @throws IllegalArgumentException when it is empty or longer than {@link #MAX_BYTES}
   */
  public static CacheKey of(String text) {
    return new CacheKey(requireNonNull(text, "text is null").getBytes(UTF_8));
  }

  /**
   * A key of a copy of the bytes.
   *
   * @throws IllegalArgumentException when there are none or more than {@link #MAX_BYTES}
   */
  public static CacheKey copyOf(byte[] bytes) {
    return new CacheKey(requireNonNull(bytes, "bytes is null").clone());
  }

  /**
   * A key that takes the array over: the caller may not touch it again.
   *
   * @throws IllegalArgumentException when it is empty or longer than {@link #MAX_BYTES}
   */
  public static CacheKey owning(byte[] bytes) {
    return new CacheKey(requireNonNull(bytes, "bytes is null"));
  }

  /** The 64-bit hash that places the key; the same on every node and in every version. */
  public long hash() {
    return hash;
  }

  /** How many bytes the key has. */
  public int length() {
    return bytes.length;
  }

  /** A copy of the bytes. */
  public byte[] toBytes() {
    return bytes.clone();
  }

  /** Copies the bytes into the target. */
  public void copyTo(java.nio.ByteBuffer target) {
    target.put(bytes);
  }

  /** Whether the key's bytes begin with those of the prefix. */
  public boolean startsWith(byte[] prefix) {
    return prefix.length <= bytes.length
        && Arrays.equals(bytes, 0, prefix.length, prefix, 0, prefix.length);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof CacheKey key && hash == key.hash && Arrays.equals(bytes, key.bytes);
  }

  @Override
  public int hashCode() {
    return Long.hashCode(hash);
  }

  /** The key as text; bytes that are not UTF-8 show as replacement characters. */
  @Override
  public String toString() {
    return new String(bytes, UTF_8);
  }
}
