package io.aitta.persistence.table;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Predicate;

/** How a snapshot is stored: when it was taken, and its bytes. */
final class SnapshotForm {
  private SnapshotForm() {}

  static byte[] write(String id, StoredSnapshot snapshot) {
    ByteBuffer frame = Frame.begin(Long.BYTES + snapshot.bytes().length);
    frame.putLong(snapshot.timestamp()).put(snapshot.bytes());
    return Frame.seal(frame, Frame.Kind.SNAPSHOT, id, snapshot.sequenceNr());
  }

  /**
   * Those snapshots of a log that are meant, latest first. All are read, since a log has few.
   *
   * @throws DamagedStoreException when one is lost or cannot be read
   */
  static List<StoredSnapshot> find(Tables tables, Log log, Predicate<StoredSnapshot> isMeant) {
    List<StoredSnapshot> found = new ArrayList<>();
    int count = 0;
    Iterator<Long> keys = tables.snapshots().keyIteratorReverse(log.key(Log.MOST_EVENTS));
    while (keys.hasNext()) {
      long key = keys.next();
      if (Log.number(key) != log.number()) {
        break;
      }
      count++;
      StoredSnapshot snapshot = read(log.id(), Log.sequenceNr(key), tables.snapshots().get(key));
      if (isMeant.test(snapshot)) {
        found.add(snapshot);
      }
    }
    if (count != log.snapshots()) {
      throw new DamagedStoreException(
          "of " + log.snapshots() + " snapshots of log " + log.id() + " there are " + count);
    }
    return found;
  }

  private static StoredSnapshot read(String id, long sequenceNr, byte[] bytes) {
    ByteBuffer frame = Frame.open(bytes, Frame.Kind.SNAPSHOT, id, sequenceNr);
    long timestamp = frame.getLong();
    byte[] payload = new byte[frame.remaining()];
    frame.get(payload);
    return new StoredSnapshot(sequenceNr, timestamp, payload);
  }
}
