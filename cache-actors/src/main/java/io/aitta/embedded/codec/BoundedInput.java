package io.aitta.embedded.codec;

import com.esotericsoftware.kryo.KryoException;
import com.esotericsoftware.kryo.io.Input;

/**
 * Kryo's input over one value's bytes, which checks every length before Kryo allocates for it.
 *
 * <p>Lengths, class numbers and ordinals all are positive varints. An element takes at least one
 * byte, so honest lengths add up to no more than there are bytes, however they are nested; what is
 * small passes unchecked, since class numbers and ordinals are no lengths.
 */
final class BoundedInput extends Input {
  private static final int SMALL = 4096;

  private long claimed;

  BoundedInput(byte[] bytes) {
    super(bytes);
  }

  @Override
  public int readVarInt(boolean optimizePositive) {
    int value = super.readVarInt(optimizePositive);
    return optimizePositive ? checked(value) : value;
  }

  @Override
  public int readVarIntFlag(boolean optimizePositive) {
    int value = super.readVarIntFlag(optimizePositive);
    return optimizePositive ? checked(value) : value;
  }

  /** Reads a number that is data, never a length. */
  @Override
  public int readInt(boolean optimizePositive) {
    return super.readVarInt(optimizePositive);
  }

  private int checked(int length) {
    if (length < 0) {
      throw new KryoException("a negative length");
    }
    if (length > SMALL) {
      claimed += length - 1; // Kryo writes lengths plus one, zero being null.
      if (claimed > limit()) {
        throw new KryoException("lengths of " + claimed + " in " + limit() + " bytes");
      }
    }
    return length;
  }
}
