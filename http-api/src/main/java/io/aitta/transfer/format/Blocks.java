package io.aitta.transfer.format;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32C;

/**
 * The frame of the binary form, in network byte order. A file is its magic, its version (4 bytes)
 * and blocks. A block is its kind (1 byte), the length of its content (4), the CRC-32C of kind,
 * length and content (4), and the content: a header in JSON, then entries, then the trailer.
 */
final class Blocks {
  /** Not of ASCII, so that no text begins so; the line end shows a transfer that changes them. */
  private static final byte[] MAGIC = "\u0089AITTA\r\n".getBytes(StandardCharsets.ISO_8859_1);

  static final byte HEADER = 'H';
  static final byte ENTRIES = 'E';
  static final byte TRAILER = 'T';

  /** What stands before a block's content. */
  static final int HEAD_BYTES = 1 + 4 + 4;

  /** The longest content: an entry as large as nodes send each other, and what is beside it. */
  static final int MOST_BYTES = 66 << 20;

  private Blocks() {}

  /** What every file begins with. */
  static byte[] preamble() {
    return ByteBuffer.allocate(MAGIC.length + 4).put(MAGIC).putInt(Header.VERSION).array();
  }

  /**
   * Reads the version from what a file begins with; -1 where the file is of another kind.
   *
   * @param bytes as many as {@link #preamble} has, or fewer
   */
  static int version(byte[] bytes) {
    boolean ours =
        bytes.length == MAGIC.length + 4
            && Arrays.equals(bytes, 0, MAGIC.length, MAGIC, 0, MAGIC.length);
    return ours ? ByteBuffer.wrap(bytes).getInt(MAGIC.length) : -1;
  }

  static byte[] block(byte kind, byte[] content) {
    if (content.length > MOST_BYTES) {
      throw new IllegalArgumentException("a block of " + content.length + " bytes");
    }
    return ByteBuffer.allocate(HEAD_BYTES + content.length)
        .put(kind)
        .putInt(content.length)
        .putInt(checksum(kind, content))
        .put(content)
        .array();
  }

  static int checksum(byte kind, byte[] content) {
    CRC32C checksum = new CRC32C();
    checksum.update(ByteBuffer.allocate(5).put(kind).putInt(content.length).flip());
    checksum.update(content);
    return (int) checksum.getValue();
  }
}
