package io.aitta.embedded.codec;

import io.aitta.core.model.CacheValue;
import java.nio.ByteBuffer;

/** Bytes as they are. */
final class BytesCodec implements Codec<byte[]> {
  static final BytesCodec INSTANCE = new BytesCodec();

  private BytesCodec() {}

  @Override
  public String mediaType() {
    return CacheValue.OCTET_STREAM;
  }

  @Override
  public byte[] encode(byte[] value) {
    return value.clone();
  }

  @Override
  public byte[] decode(ByteBuffer bytes) {
    byte[] copy = new byte[bytes.remaining()];
    bytes.get(copy);
    return copy;
  }

  @Override
  public String toString() {
    return "bytes";
  }
}
