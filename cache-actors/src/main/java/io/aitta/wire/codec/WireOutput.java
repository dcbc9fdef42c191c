package io.aitta.wire.codec;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.aitta.core.model.CacheKey;
import java.nio.ByteBuffer;
import java.util.function.Supplier;

/** Where codecs write: for real, or only to count the bytes. Numbers are big-endian. */
public abstract sealed class WireOutput permits BufferOutput, SizeCounter {
  private static final int LOW_BITS = 0x7F;
  private static final int MORE = 0x80;

  private Object memory;

  /**
   * What the codecs of one format remember of what they wrote here, so that they may refer to it:
   * made where it is first asked for.
   *
   * @param type the only one that is asked for here
   */
  public final <M> M memory(Class<M> type, Supplier<M> fresh) {
    if (memory == null) {
      memory = fresh.get();
    }
    return type.cast(memory);
  }

  /** The lowest byte of the number. */
  public abstract void u8(int value);

  /** Four bytes. */
  public abstract void i32(int value);

  /** Eight bytes. */
  public abstract void i64(long value);

  /** Some of the bytes, without their number. */
  public abstract void raw(byte[] bytes, int from, int length);

  /** The bytes that remain, without their number. */
  public abstract void raw(ByteBuffer bytes);

  /** The bytes of the key, without their number. */
  public abstract void raw(CacheKey key);

  /** The characters of the text, all of which are ASCII. */
  public abstract void ascii(String text);

  /** The two lowest bytes of the number. */
  public final void u16(int value) {
    u8(value >>> Byte.SIZE);
    u8(value);
  }

  /** A byte of 1 or 0. */
  public final void flag(boolean value) {
    u8(value ? 1 : 0);
  }

  /** A number that is not negative and seldom large: seven bits a byte, the lowest first. */
  public final void length(int value) {
    int rest = value;
    for (; rest > LOW_BITS; rest >>>= 7) {
      u8((rest & LOW_BITS) | MORE);
    }
    u8(rest);
  }

  /** The length in bytes and the UTF-8 form of the text. */
  public final void text(String text) {
    if (isAscii(text)) {
      length(text.length());
      ascii(text);
      return;
    }
    byte[] bytes = text.getBytes(UTF_8);
    length(bytes.length);
    raw(bytes, 0, bytes.length);
  }

  private static boolean isAscii(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) > LOW_BITS) {
        return false;
      }
    }
    return true;
  }
}
