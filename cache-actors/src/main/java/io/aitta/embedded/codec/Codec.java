package io.aitta.embedded.codec;

import java.nio.ByteBuffer;

/**
 * Turns values of a type into bytes and back. Serves values and, where one key always gives the
 * same bytes, keys.
 *
 * <p>Thread-safe. Whatever a codec throws reaches the caller as a {@link CodecException} that names
 * the cache and the key. Its {@code toString} is its name in such messages.
 */
public interface Codec<T> {
  /** The media type of the bytes, as REST shows it; at most a few dozen characters. */
  String mediaType();

  /** The bytes of a value, in an array that the codec does not keep. */
  byte[] encode(T value);

  /**
   * The value of the bytes, never null. Neither the buffer nor a view of it may be kept.
   *
   * @param bytes read-only, all of them between position and limit
   */
  T decode(ByteBuffer bytes);

  /** Whether bytes that were stored under a media type may be read at all; by default any may. */
  default boolean reads(String mediaType) {
    return true;
  }
}
