package io.aitta.wire;

import io.aitta.core.model.CacheKey;
import java.nio.ByteBuffer;

/** Writes into a buffer, which is big-endian; full, it throws {@code BufferOverflowException}. */
final class BufferOutput extends WireOutput {
  private final ByteBuffer buffer;

  BufferOutput(ByteBuffer buffer) {
    this.buffer = buffer;
  }

  @Override
  void u8(int value) {
    buffer.put((byte) value);
  }

  @Override
  void i32(int value) {
    buffer.putInt(value);
  }

  @Override
  void i64(long value) {
    buffer.putLong(value);
  }

  @Override
  void raw(byte[] bytes, int from, int length) {
    buffer.put(bytes, from, length);
  }

  @Override
  void raw(ByteBuffer bytes) {
    buffer.put(bytes);
  }

  @Override
  void raw(CacheKey key) {
    key.copyTo(buffer);
  }

  @Override
  void ascii(String text) {
    for (int i = 0; i < text.length(); i++) {
      buffer.put((byte) text.charAt(i));
    }
  }
}
