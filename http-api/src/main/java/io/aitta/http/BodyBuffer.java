package io.aitta.http;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.apache.pekko.util.ByteString;

/**
 * A body while it arrives: its bytes copied one behind the other, so that however many pieces it
 * comes in, it takes the memory that is reserved for it. Used by one thread at a time.
 */
final class BodyBuffer {
  private static final int FIRST = 4 * 1024;

  private final int most;
  private final Reservation reservation;
  private byte[] bytes = {};
  private int size;

  /**
   * @param most how many bytes it holds at the most
   */
  BodyBuffer(int most, Reservation reservation) {
    this.most = most;
    this.reservation = reservation;
  }

  /** Takes a piece that keeps it within its most; false when there is no room for it. */
  boolean append(ByteString piece) {
    int needed = size + piece.size();
    if (needed > bytes.length && !grow(needed)) {
      return false;
    }
    for (ByteBuffer part : piece.getByteBuffers()) {
      int length = part.remaining();
      part.get(bytes, size, length);
      size += length;
    }
    return true;
  }

  /** All of it, in an array of its own size. */
  ByteString whole() {
    if (size < bytes.length) {
      reservation.release(bytes.length - size);
      bytes = Arrays.copyOf(bytes, size);
    }
    return ByteString.fromArrayUnsafe(bytes);
  }

  /** Forgets all of it. */
  void clear() {
    reservation.release(bytes.length);
    bytes = new byte[0];
    size = 0;
  }

  private boolean grow(int needed) {
    long doubled = Math.max(FIRST, 2L * bytes.length);
    int capacity = (int) Math.min(most, Math.max(needed, doubled));
    if (!reservation.tryReserve(capacity - bytes.length)) {
      return false;
    }
    bytes = Arrays.copyOf(bytes, capacity);
    return true;
  }
}
