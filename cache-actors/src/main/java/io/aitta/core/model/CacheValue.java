package io.aitta.core.model;

import static java.util.Objects.requireNonNull;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * A value: opaque bytes and the media type they were stored with. Immutable and safe to share
 * between threads.
 */
public final class CacheValue {
  /** The media type of bytes of which nothing is known. */
  public static final String OCTET_STREAM = "application/octet-stream";

  private final byte[] bytes;
  private final String contentType;

  private CacheValue(byte[] bytes, String contentType) {
    this.bytes = requireNonNull(bytes, "bytes is null");
    this.contentType = requireNonNull(contentType, "contentType is null");
  }

  /** A value of a copy of the bytes. */
  public static CacheValue copyOf(byte[] bytes, String contentType) {
    return new CacheValue(bytes.clone(), contentType);
  }

  /** A value that takes the array over: the caller may not touch it again. */
  public static CacheValue owning(byte[] bytes, String contentType) {
    return new CacheValue(bytes, contentType);
  }

  /** How many bytes the value has, its media type not counted. */
  public int length() {
    return bytes.length;
  }

  public String contentType() {
    return contentType;
  }

  /** A copy of the bytes. */
  public byte[] toBytes() {
    return bytes.clone();
  }

  /** A read-only view of the bytes, without a copy. */
  public ByteBuffer asBuffer() {
    return ByteBuffer.wrap(bytes).asReadOnlyBuffer();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof CacheValue value
        && contentType.equals(value.contentType)
        && Arrays.equals(bytes, value.bytes);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(bytes) + contentType.hashCode();
  }

  @Override
  public String toString() {
    return bytes.length + " bytes of " + contentType;
  }
}
