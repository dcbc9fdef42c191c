package io.aitta.persistence.table;

import static java.util.Objects.requireNonNull;

import java.nio.ByteBuffer;

/**
 * What the store knows of a log besides its events: every sequence number above {@code deletedTo}
 * and up to {@code highest} must be there. It is never forgotten, so numbers are never given twice.
 *
 * @param id the persistence id
 * @param number the short name under which its events and snapshots are kept, unique in the store
 * @param removedTo up to here deleted events have left the file too
 * @param deletedTo up to here events are deleted
 * @param highest the last sequence number that was given
 * @param snapshots how many snapshots it has
 */
public record Log(
    String id, int number, long removedTo, long deletedTo, long highest, int snapshots) {
  private static final int SEQUENCE_BITS = 40;

  /** The highest sequence number that a log can have, about 10^12. */
  public static final long MOST_EVENTS = (1L << SEQUENCE_BITS) - 1;

  /** How many logs a store can have, about 8 million. */
  public static final int MOST_LOGS = 1 << (Long.SIZE - SEQUENCE_BITS - 1);

  private static final int LENGTH = Integer.BYTES + 3 * Long.BYTES + Integer.BYTES;

  /** The numbers are in order. */
  public Log {
    requireNonNull(id, "id is null");
    if (number < 0 || number >= MOST_LOGS) {
      throw new IllegalArgumentException("a store has at most " + MOST_LOGS + " logs");
    }
    if (removedTo < 0 || deletedTo < removedTo || highest < deletedTo || snapshots < 0) {
      throw new IllegalArgumentException(
          "not in order: removed to "
              + removedTo
              + ", deleted to "
              + deletedTo
              + ", highest "
              + highest
              + ", snapshots "
              + snapshots);
    }
    if (highest > MOST_EVENTS) {
      throw new IllegalArgumentException("log " + id + " cannot go beyond event " + MOST_EVENTS);
    }
  }

  static Log begin(String id, int number) {
    return new Log(id, number, 0, 0, 0, 0);
  }

  /** Whether all its events are deleted, or none was ever there. */
  public boolean isEmpty() {
    return deletedTo == highest;
  }

  /** Whether deleted events are still in the file. */
  boolean owes() {
    return removedTo < deletedTo;
  }

  /** Where an event or a snapshot of it is kept. */
  long key(long sequenceNr) {
    return (long) number << SEQUENCE_BITS | sequenceNr;
  }

  static long sequenceNr(long key) {
    return key & MOST_EVENTS;
  }

  static int number(long key) {
    return (int) (key >>> SEQUENCE_BITS);
  }

  Log appendedTo(long sequenceNr) {
    return new Log(id, number, removedTo, deletedTo, sequenceNr, snapshots);
  }

  /** The next event has a later number than the one that follows, and the log is empty. */
  Log skippedTo(long sequenceNr) {
    return new Log(id, number, sequenceNr, sequenceNr, sequenceNr, snapshots);
  }

  Log deletedTo(long sequenceNr) {
    long to = Math.max(deletedTo, Math.min(sequenceNr, highest));
    return new Log(id, number, removedTo, to, highest, snapshots);
  }

  Log removedTo(long sequenceNr) {
    return new Log(id, number, sequenceNr, deletedTo, highest, snapshots);
  }

  Log withSnapshots(int count) {
    return new Log(id, number, removedTo, deletedTo, highest, count);
  }

  byte[] write() {
    ByteBuffer frame = Frame.begin(LENGTH);
    frame.putInt(number).putLong(removedTo).putLong(deletedTo).putLong(highest).putInt(snapshots);
    return Frame.seal(frame, Frame.Kind.LOG, id, 0);
  }

  static Log read(String id, byte[] bytes) {
    ByteBuffer frame = Frame.open(bytes, Frame.Kind.LOG, id, 0);
    return new Log(
        id, frame.getInt(), frame.getLong(), frame.getLong(), frame.getLong(), frame.getInt());
  }
}
