package io.aitta.wire.codec;

import java.nio.ByteBuffer;

/** What stands behind one manifest. Buffers are big-endian. Thread-safe. */
public interface Payload<T> {
  /** How many bytes the message has. */
  long size(T message);

  /**
   * Writes the message at the buffer's position.
   *
   * @throws java.nio.BufferOverflowException when it does not fit
   */
  void write(T message, ByteBuffer buffer);

  /** Reads a message from the buffer's position; throws a {@code RuntimeException} otherwise. */
  Object read(ByteBuffer buffer);
}
