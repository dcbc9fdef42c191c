package io.aitta.link;

import io.aitta.wire.Chunk;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/** The receiving end of one large message. For one thread. */
final class IncomingTransfer {
  private final int checksum;
  private final ByteBuffer whole;
  private final CRC32C crc = new CRC32C();
  private long progressAt;

  /** Makes room for the whole message of which this is a chunk. */
  IncomingTransfer(Chunk chunk) {
    this.checksum = chunk.checksum();
    this.whole = ByteBuffer.allocate(chunk.total());
  }

  int total() {
    return whole.capacity();
  }

  int received() {
    return whole.position();
  }

  long progressAt() {
    return progressAt;
  }

  /** Whether the chunk is of a message of this length and checksum. */
  boolean owns(Chunk chunk) {
    return chunk.total() == total() && chunk.checksum() == checksum;
  }

  /** Takes the next chunk, which begins where the last one ended. */
  void append(Chunk chunk, long now) {
    whole.put(chunk.bytes());
    crc.update(chunk.bytes());
    progressAt = now;
  }

  boolean isWhole() {
    return !whole.hasRemaining();
  }

  boolean isIntact() {
    return (int) crc.getValue() == checksum;
  }

  byte[] bytes() {
    return whole.array();
  }
}
