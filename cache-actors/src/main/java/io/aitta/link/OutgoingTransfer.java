package io.aitta.link;

import io.aitta.protocol.Message;
import io.aitta.wire.Chunk;
import io.aitta.wire.TransferId;
import java.nio.ByteBuffer;
import java.util.function.Consumer;
import java.util.zip.CRC32C;

/**
 * The sending end of one large message: never more than a window of chunks beyond what the receiver
 * has. For one thread.
 */
final class OutgoingTransfer {
  private final TransferId id;
  private final Message message;
  private final byte[] bytes;
  private final ByteBudget owed;
  private final int chunkBytes;
  private final long windowBytes;
  private final int checksum;
  private int sent;
  private int acknowledged;
  private long progressAt;

  /**
   * @param owed the budget that the bytes of the message are part of, until released
   */
  OutgoingTransfer(
      TransferId id, Message message, byte[] bytes, ByteBudget owed, int chunkBytes, int window) {
    this.id = id;
    this.message = message;
    this.bytes = bytes;
    this.owed = owed;
    this.chunkBytes = chunkBytes;
    this.windowBytes = (long) chunkBytes * window;
    this.checksum = checksum(bytes);
  }

  TransferId id() {
    return id;
  }

  Message message() {
    return message;
  }

  /** Gives its bytes back to the budget; once. */
  void release() {
    owed.release(bytes.length);
  }

  /** When it was last heard of, or begun. */
  long progressAt() {
    return progressAt;
  }

  boolean hasArrived() {
    return acknowledged == bytes.length;
  }

  /** Sends the first window. */
  void begin(long now, Consumer<Chunk> road) {
    progressAt = now;
    fillWindow(road);
  }

  /**
   * Takes word of how much the receiver has, and sends on. Word of less than is known already, or
   * of more than was sent, changes nothing.
   */
  void onReceived(int received, long now, Consumer<Chunk> road) {
    if (received > acknowledged && received <= sent) {
      acknowledged = received;
      progressAt = now;
      fillWindow(road);
    }
  }

  private void fillWindow(Consumer<Chunk> road) {
    while (sent < bytes.length && sent < acknowledged + windowBytes) {
      int length = Math.min(chunkBytes, bytes.length - sent);
      road.accept(
          new Chunk(id, bytes.length, checksum, sent, ByteBuffer.wrap(bytes, sent, length)));
      sent += length;
    }
  }

  private static int checksum(byte[] bytes) {
    CRC32C crc = new CRC32C();
    crc.update(bytes);
    return (int) crc.getValue();
  }
}
