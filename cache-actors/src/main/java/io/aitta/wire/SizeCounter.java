package io.aitta.wire;

import io.aitta.core.model.CacheKey;
import java.nio.ByteBuffer;

/** Counts the bytes that would be written. */
final class SizeCounter extends WireOutput {
  private long size;

  long size() {
    return size;
  }

  @Override
  void u8(int value) {
    size++;
  }

  @Override
  void i32(int value) {
    size += Integer.BYTES;
  }

  @Override
  void i64(long value) {
    size += Long.BYTES;
  }

  @Override
  void raw(byte[] bytes, int from, int length) {
    size += length;
  }

  @Override
  void raw(ByteBuffer bytes) {
    size += bytes.remaining();
  }

  @Override
  void raw(CacheKey key) {
    size += key.length();
  }

  @Override
  void ascii(String text) {
    size += text.length();
  }
}
