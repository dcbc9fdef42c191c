package io.aitta.wire.codec;

import io.aitta.core.model.CacheKey;
import java.nio.ByteBuffer;

/** Counts the bytes that would be written. */
final class SizeCounter extends WireOutput {
  private long size;

  long size() {
    return size;
  }

  @Override
  public void u8(int value) {
    size++;
  }

  @Override
  public void i32(int value) {
    size += Integer.BYTES;
  }

  @Override
  public void i64(long value) {
    size += Long.BYTES;
  }

  @Override
  public void raw(byte[] bytes, int from, int length) {
    size += length;
  }

  @Override
  public void raw(ByteBuffer bytes) {
    size += bytes.remaining();
  }

  @Override
  public void raw(CacheKey key) {
    size += key.length();
  }

  @Override
  public void ascii(String text) {
    size += text.length();
  }
}
