package io.aitta.persistence.table;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.WriteBuffer;
import org.h2.mvstore.type.BasicDataType;

/** Values that are bytes. One that claims to be longer than its page is refused. */
final class BytesType extends BasicDataType<byte[]> {
  private static final int MEMORY = 24;

  @Override
  public int getMemory(byte[] value) {
    return MEMORY + value.length;
  }

  /** Sizes differ too much for one to be guessed by others. */
  @Override
  public boolean isMemoryEstimationAllowed() {
    return false;
  }

  @Override
  public int compare(byte[] a, byte[] b) {
    return Arrays.compare(a, b);
  }

  @Override
  public void write(WriteBuffer buffer, byte[] value) {
    buffer.putVarInt(value.length).put(value);
  }

  @Override
  public byte[] read(ByteBuffer buffer) {
    int length = DataUtils.readVarInt(buffer);
    if (length < 0 || length > buffer.remaining()) {
      throw new DamagedStoreException("a value claims to have " + length + " bytes");
    }
    byte[] value = new byte[length];
    buffer.get(value);
    return value;
  }

  @Override
  public byte[][] createStorage(int size) {
    KeyType.checkCount(size);
    return new byte[size][];
  }
}
