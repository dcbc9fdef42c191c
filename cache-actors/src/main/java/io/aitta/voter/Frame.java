package io.aitta.voter;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * A piece of the log that is there whole or not at all. Its bytes: {@code magic(4) sequence(8)
 * length(4) checksum of those(4) checksum of the payload(4) payload}, numbers big-endian, checksums
 * CRC32C.
 */
final class Frame {
  static final int HEADER_BYTES = 24;

  private static final int MAGIC = 0x41495456;
  private static final int CHECKED_HEADER_BYTES = 16;

  private final long sequence;
  private final byte[] payload;

  /**
   * @param sequence counts the frames of a file from 0
   * @param payload taken over
   */
  Frame(long sequence, byte[] payload) {
    this.sequence = sequence;
    this.payload = payload;
  }

  long sequence() {
    return sequence;
  }

  byte[] payload() {
    return payload;
  }

  byte[] toBytes() {
    ByteBuffer bytes = ByteBuffer.allocate(HEADER_BYTES + payload.length);
    bytes.putInt(MAGIC).putLong(sequence).putInt(payload.length);
    bytes.putInt(checksum(bytes.array(), 0, CHECKED_HEADER_BYTES));
    bytes.putInt(checksum(payload, 0, payload.length));
    return bytes.put(payload).array();
  }

  int length() {
    return HEADER_BYTES + payload.length;
  }

  /** The frame that begins at that position; empty when none does, or not all of it is there. */
  static Optional<Frame> at(byte[] log, int position) {
    int left = log.length - position - HEADER_BYTES;
    if (left < 0) {
      return Optional.empty();
    }
    ByteBuffer header = ByteBuffer.wrap(log, position, HEADER_BYTES);
    int magic = header.getInt();
    long sequence = header.getLong();
    int length = header.getInt();
    boolean isHeader =
        magic == MAGIC
            && header.getInt() == checksum(log, position, CHECKED_HEADER_BYTES)
            && length >= 0
            && length <= left;
    if (!isHeader || header.getInt() != checksum(log, position + HEADER_BYTES, length)) {
      return Optional.empty();
    }
    byte[] payload = new byte[length];
    System.arraycopy(log, position + HEADER_BYTES, payload, 0, length);
    return Optional.of(new Frame(sequence, payload));
  }

  private static int checksum(byte[] bytes, int from, int length) {
    CRC32C checksum = new CRC32C();
    checksum.update(bytes, from, length);
    return (int) checksum.getValue();
  }
}
