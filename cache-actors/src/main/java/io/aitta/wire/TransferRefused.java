package io.aitta.wire;

import static java.util.Objects.requireNonNull;

/** The receiver of a transfer has dropped it: the message was not and will not be delivered. */
public record TransferRefused(TransferId transfer, Reason reason) implements Frame {
  public TransferRefused {
    requireNonNull(transfer, "transfer is null");
    requireNonNull(reason, "reason is null");
  }

  /** Why. The order of the constants is part of the wire format. */
  public enum Reason {
    /** The receiver has no room for it now. */
    NO_ROOM,
    /** The message is larger than any may be. */
    TOO_LARGE,
    /** A chunk did not come, or came after the receiver had given up. */
    INCOMPLETE,
    /** The bytes are not those that were sent. */
    CORRUPT,
    /** The bytes are no message. */
    MALFORMED
  }
}
