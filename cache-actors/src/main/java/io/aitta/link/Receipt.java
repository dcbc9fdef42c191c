package io.aitta.link;

import io.aitta.wire.Frame;
import io.aitta.wire.Grant;
import io.aitta.wire.TransferRefused;

/** What came of a chunk, with what its sender is to be told. */
sealed interface Receipt {
  /** What the sender is to be told. */
  Frame answer();

  /** There is more to come. */
  record Partial(Grant answer) implements Receipt {}

  /**
   * The message is whole; it is so once.
   *
   * @param bytes the message
   */
  @SuppressWarnings("ArrayRecordComponent") // Never compared; the bytes are read once.
  record Whole(Grant answer, byte[] bytes) implements Receipt {}

  /** The transfer was dropped, now or earlier. */
  record Refused(TransferRefused answer) implements Receipt {}
}
