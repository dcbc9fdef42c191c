package io.aitta.persistence.file;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * A commit as a {@link LogFile} has it: a head, what it says, a checksum of both.
 *
 * @param store the number of the store that it belongs to
 * @param number of the commit; commits of a store follow each other without a gap
 * @param forced up to here commits were known to be on the disk when it was written
 * @param content what it says; nobody changes it
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody but by sameAs
public record LogFrame(long store, long number, long forced, byte[] content) {
  private static final int KIND = 0x6169_776c;
  private static final int LENGTH_AT = Integer.BYTES;
  private static final int CHECKED_FROM = LENGTH_AT;
  private static final int CHECKSUM_AT = 2 * Integer.BYTES + 3 * Long.BYTES;
  static final int HEAD = CHECKSUM_AT + 2 * Integer.BYTES;

  /** Frames begin at multiples of this. */
  static final int ALIGNMENT = 16;

  /** How many bytes a frame with so much content takes. */
  static int size(int content) {
    return (HEAD + content + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
  }

  /** It says the same of the same commit. */
  public boolean sameAs(LogFrame other) {
    return number == other.number && Arrays.equals(content, other.content);
  }

  ByteBuffer write() {
    ByteBuffer frame = ByteBuffer.allocate(size(content.length));
    frame.putInt(KIND).putInt(content.length).putLong(store).putLong(number).putLong(forced);
    frame.position(HEAD).put(content).rewind();
    return frame.putInt(CHECKSUM_AT, checksum(frame.array(), 0, content.length));
  }

  /** The frame that begins there, if a whole one does. */
  static Optional<LogFrame> read(byte[] file, int at) {
    if (file.length - at < HEAD) {
      return Optional.empty();
    }
    ByteBuffer head = ByteBuffer.wrap(file, at, HEAD).slice();
    int length = head.getInt(LENGTH_AT);
    boolean isFrame = head.getInt(0) == KIND && length >= 0 && length <= file.length - at - HEAD;
    if (!isFrame || head.getInt(CHECKSUM_AT) != checksum(file, at, length)) {
      return Optional.empty();
    }
    int content = at + HEAD;
    return Optional.of(
        new LogFrame(
            head.getLong(2 * Integer.BYTES),
            head.getLong(2 * Integer.BYTES + Long.BYTES),
            head.getLong(2 * Integer.BYTES + 2 * Long.BYTES),
            Arrays.copyOfRange(file, content, content + length)));
  }

  private static int checksum(byte[] file, int at, int length) {
    CRC32C crc = new CRC32C();
    crc.update(file, at + CHECKED_FROM, CHECKSUM_AT - CHECKED_FROM);
    crc.update(file, at + HEAD, length);
    return (int) crc.getValue();
  }
}
