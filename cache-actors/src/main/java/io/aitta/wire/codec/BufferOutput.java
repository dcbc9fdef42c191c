package io.aitta.wire.codec;

import io.aitta.core.model.CacheKey;
import java.nio.ByteBuffer;

/** Writes into a buffer, which is big-endian; full, it throws {@code BufferOverflowException}. */
final class BufferOutput extends WireOutput {
  private final ByteBuffer buffer;

  BufferOutput(ByteBuffer buffer) {
    this.buffer = buffer;
  }

  @Override
  public void u8(int value) {
    buffer.put((byte) value);
  }

  @Override
  public void i32(int value) {
    buffer.putInt(value);
  }

  @Override
  public void i64(long value) {
    buffer.putLong(value);
  }

  @Override
  public void raw(byte[] bytes, int from, int length) {
    buffer.put(bytes, from, length);
  }

  @Override
  public void raw(ByteBuffer bytes) {
    buffer.put(bytes);
  }

  @Override
  public void raw(CacheKey key) {
    key.copyTo(buffer);
  }

  @Override
  public void ascii(String text) {
    for (int i = 0; i < text.length(); i++) {
      buffer.put((byte) text.charAt(i));
    }
  }
}
