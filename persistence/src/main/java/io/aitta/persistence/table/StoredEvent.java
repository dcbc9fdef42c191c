package io.aitta.persistence.table;

import static java.util.Objects.requireNonNull;

/**
 * An event of a log, or the mark that its sequence number was given to an event that was rejected:
 * without the mark the number would look lost. The bytes belong to the event: nobody changes them.
 */
public final class StoredEvent {
  private static final byte[] NOTHING = {};

  private final long sequenceNr;
  private final boolean rejected;
  private final byte[] bytes;

  private StoredEvent(long sequenceNr, boolean rejected, byte[] bytes) {
    this.sequenceNr = sequenceNr;
    this.rejected = rejected;
    this.bytes = bytes;
  }

  /** An event. */
  public static StoredEvent of(long sequenceNr, byte[] bytes) {
    return new StoredEvent(sequenceNr, false, requireNonNull(bytes, "bytes is null"));
  }

  /** The mark of one that was rejected. */
  public static StoredEvent rejected(long sequenceNr) {
    return new StoredEvent(sequenceNr, true, NOTHING);
  }

  /** Its place in the log. */
  public long sequenceNr() {
    return sequenceNr;
  }

  /** Whether there is no event of this number. */
  public boolean isRejected() {
    return rejected;
  }

  /** What it says; nothing where it was rejected. */
  public byte[] bytes() {
    return bytes;
  }
}
