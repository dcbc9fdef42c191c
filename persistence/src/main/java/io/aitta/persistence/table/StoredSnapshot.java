package io.aitta.persistence.table;

import static java.util.Objects.requireNonNull;

/** A snapshot of a log. The bytes belong to it: nobody changes them. */
public final class StoredSnapshot {
  private final long sequenceNr;
  private final long timestamp;
  private final byte[] bytes;

  /**
   * A snapshot.
   *
   * @param sequenceNr the last event that it contains
   * @param timestamp when it was taken, in milliseconds since 1970
   * @param bytes what it says
   */
  public StoredSnapshot(long sequenceNr, long timestamp, byte[] bytes) {
    this.sequenceNr = sequenceNr;
    this.timestamp = timestamp;
    this.bytes = requireNonNull(bytes, "bytes is null");
  }

  /** The last event that it contains. */
  public long sequenceNr() {
    return sequenceNr;
  }

  /** When it was taken, in milliseconds since 1970. */
  public long timestamp() {
    return timestamp;
  }

  /** What it says. */
  public byte[] bytes() {
    return bytes;
  }
}
