package io.aitta.persistence.format;

import io.aitta.wire.codec.MalformedMessageException;
import io.aitta.wire.codec.WireInput;
import io.aitta.wire.codec.WireOutput;

/** Numbers in as many bytes as they need: seven bits a byte, the lowest first. */
final class Numbers {
  private static final int BITS = 7;
  private static final int LOW_BITS = 0x7F;
  private static final int MORE = 0x80;

  private Numbers() {}

  /** Short where the number is small; ten bytes where it is negative. */
  static void write(WireOutput out, long number) {
    long rest = number;
    for (; (rest & ~LOW_BITS) != 0; rest >>>= BITS) {
      out.u8((int) (rest & LOW_BITS) | MORE);
    }
    out.u8((int) rest);
  }

  static long read(WireInput in) {
    long number = 0;
    for (int shift = 0; shift < Long.SIZE; shift += BITS) {
      int next = in.u8();
      number |= (long) (next & LOW_BITS) << shift;
      if (next < MORE) {
        return number;
      }
    }
    throw new MalformedMessageException("a number of more than ten bytes");
  }

  /** Short where the number is near zero, on either side. */
  static void writeSigned(WireOutput out, long number) {
    write(out, (number << 1) ^ (number >> (Long.SIZE - 1)));
  }

  static long readSigned(WireInput in) {
    long folded = read(in);
    return (folded >>> 1) ^ -(folded & 1);
  }
}
