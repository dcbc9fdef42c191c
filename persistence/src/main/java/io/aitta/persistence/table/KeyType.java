package io.aitta.persistence.table;

import java.nio.ByteBuffer;
import org.h2.mvstore.WriteBuffer;
import org.h2.mvstore.type.BasicDataType;

/** Keys that are numbers. A page that claims to have too many is refused, not made room for. */
final class KeyType extends BasicDataType<Long> {
  /** More than a page can have. */
  static final int MOST_PER_PAGE = 1 << 16;

  private static final int MEMORY = 24;

  @Override
  public int getMemory(Long key) {
    return MEMORY;
  }

  @Override
  public boolean isMemoryEstimationAllowed() {
    return true;
  }

  @Override
  public int compare(Long a, Long b) {
    return Long.compare(a, b);
  }

  @Override
  public void write(WriteBuffer buffer, Long key) {
    buffer.putLong(key);
  }

  @Override
  public Long read(ByteBuffer buffer) {
    return buffer.getLong();
  }

  @Override
  public Long[] createStorage(int size) {
    checkCount(size);
    return new Long[size];
  }

  static void checkCount(int size) {
    if (size < 0 || size > MOST_PER_PAGE) {
      throw new DamagedStoreException("a page claims to have " + size + " entries");
    }
  }
}
