package io.aitta.persistence.table;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;

/**
 * A value as it is stored: a CRC32C and then the value. The checksum is also of where the value
 * belongs, its kind, its log and its number, so that one in the place of another is noticed.
 */
final class Frame {
  private static final int CHECKSUM = Integer.BYTES;

  private Frame() {}

  /** What a value is. The codes are part of what is stored: they never change. */
  enum Kind {
    ABOUT(1),
    NAME(2),
    LOG(3),
    EVENT(4),
    SNAPSHOT(5);

    private final int code;

    Kind(int code) {
      this.code = code;
    }
  }

  /** Room for a value, to be written from where the buffer is. */
  static ByteBuffer begin(int length) {
    return ByteBuffer.allocate(CHECKSUM + length).position(CHECKSUM);
  }

  /** Completes a value that was written to all of its room. */
  @SuppressWarnings("ByteBufferBackingArray") // begin has allocated it
  static byte[] seal(ByteBuffer frame, Kind kind, String id, long number) {
    byte[] bytes = frame.array();
    return frame.putInt(0, checksum(bytes, kind, id, number)).array();
  }

  /**
   * The value, to be read from where the buffer is.
   *
   * @throws DamagedStoreException when it is not what was sealed for this place
   */
  static ByteBuffer open(byte[] bytes, Kind kind, String id, long number) {
    if (bytes.length < CHECKSUM) {
      throw damaged(kind, id, number);
    }
    ByteBuffer frame = ByteBuffer.wrap(bytes);
    if (frame.getInt() != checksum(bytes, kind, id, number)) {
      throw damaged(kind, id, number);
    }
    return frame;
  }

  private static DamagedStoreException damaged(Kind kind, String id, long number) {
    String what =
        switch (kind) {
          case ABOUT -> "what it says about itself";
          case NAME -> "the name of log number " + number;
          case LOG -> "the record of log " + id;
          case EVENT -> "event " + number + " of log " + id;
          case SNAPSHOT -> "the snapshot at event " + number + " of log " + id;
        };
    return new DamagedStoreException(what + " does not match its checksum");
  }

  private static int checksum(byte[] bytes, Kind kind, String id, long number) {
    CRC32C crc = new CRC32C();
    byte[] name = id.getBytes(StandardCharsets.UTF_8);
    crc.update(kind.code);
    for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
      crc.update((int) (number >>> shift));
    }
    crc.update(name, 0, name.length);
    crc.update(bytes, CHECKSUM, bytes.length - CHECKSUM);
    return (int) crc.getValue();
  }
}
