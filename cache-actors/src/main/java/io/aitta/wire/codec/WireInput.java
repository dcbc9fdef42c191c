package io.aitta.wire.codec;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.function.Supplier;

/**
 * Where codecs read. Every length is checked against the bytes that remain before anything is
 * allocated; at the end of the bytes it throws {@code BufferUnderflowException}.
 */
public final class WireInput {
  private static final int LOW_BITS = 0x7F;
  private static final int MORE = 0x80;
  private static final int MAX_SHIFT = 28;

  private final ByteBuffer buffer;
  private Object memory;

  /** Reads from the buffer, which is big-endian. */
  WireInput(ByteBuffer buffer) {
    this.buffer = buffer;
  }

  /** As that of {@link WireOutput}, of what was read here. */
  public <M> M memory(Class<M> type, Supplier<M> fresh) {
    if (memory == null) {
      memory = fresh.get();
    }
    return type.cast(memory);
  }

  /** A byte, from 0 to 255. */
  public int u8() {
    return Byte.toUnsignedInt(buffer.get());
  }

  /** Two bytes, from 0 to 65,535. */
  public int u16() {
    return Short.toUnsignedInt(buffer.getShort());
  }

  /** Four bytes. */
  public int i32() {
    return buffer.getInt();
  }

  /** Eight bytes. */
  public long i64() {
    return buffer.getLong();
  }

  /** A byte of 1 or 0. */
  public boolean flag() {
    int value = u8();
    if (value > 1) {
      throw new MalformedMessageException("a flag of " + value);
    }
    return value == 1;
  }

  /** A number of bytes or of things of at least one byte each, so no more than what remains. */
  public int length() {
    int value = 0;
    for (int shift = 0; shift <= MAX_SHIFT; shift += 7) {
      int next = u8();
      value |= (next & LOW_BITS) << shift;
      if (next < MORE) {
        return checked(value);
      }
    }
    throw new MalformedMessageException("a length of more than five bytes");
  }

  /** A length, and as many bytes. */
  public byte[] bytes() {
    byte[] bytes = new byte[length()];
    buffer.get(bytes);
    return bytes;
  }

  /** A length in bytes, and a text in UTF-8. */
  public String text() {
    return new String(bytes(), UTF_8);
  }

  /** As {@link #text}, of something that is often the same: then mostly one and the same object. */
  public String commonText() {
    return SharedTexts.of(bytes());
  }

  /** Passes over all that remains. */
  public void skipRest() {
    buffer.position(buffer.limit());
  }

  private int checked(int length) {
    if (length < 0 || length > buffer.remaining()) {
      throw new MalformedMessageException(
          "a length of " + length + " where " + buffer.remaining() + " bytes remain");
    }
    return length;
  }
}
