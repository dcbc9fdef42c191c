package io.aitta.persistence.table;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The changes of one commit, as the write-ahead log keeps them until the tables are saved. Applied
 * in their order to tables that end with the commit before they do what they did.
 */
public final class LoggedChanges {
  private static final byte APPEND = 1;
  private static final byte DELETE_TO = 2;
  private static final byte SAVE_SNAPSHOT = 3;
  private static final byte DELETE_SNAPSHOTS = 4;
  private static final int FIRST_ROOM = 4096;

  private ByteBuffer bytes = ByteBuffer.allocate(FIRST_ROOM);

  /** Adds a change that was applied. One that only reads says nothing. */
  public void add(Change<?> change) {
    if (change instanceof Change.Append append) {
      begin(APPEND, append.id());
      room(Integer.BYTES).putInt(append.events().size());
      for (StoredEvent event : append.events()) {
        room(Long.BYTES + 1).putLong(event.sequenceNr()).put((byte) (event.isRejected() ? 1 : 0));
        put(event.bytes());
      }
    } else if (change instanceof Change.DeleteTo delete) {
      begin(DELETE_TO, delete.id());
      room(Long.BYTES).putLong(delete.to());
    } else if (change instanceof Change.SaveSnapshot save) {
      begin(SAVE_SNAPSHOT, save.id());
      room(2 * Long.BYTES)
          .putLong(save.snapshot().sequenceNr())
          .putLong(save.snapshot().timestamp());
      put(save.snapshot().bytes());
    } else if (change instanceof Change.DeleteSnapshots delete) {
      begin(DELETE_SNAPSHOTS, delete.id());
      SnapshotRange range = delete.range();
      room(4 * Long.BYTES)
          .putLong(range.leastSequenceNr())
          .putLong(range.mostSequenceNr())
          .putLong(range.earliest())
          .putLong(range.latest());
    }
  }

  private void begin(byte kind, String id) {
    room(1).put(kind);
    put(id.getBytes(StandardCharsets.UTF_8));
  }

  private void put(byte[] some) {
    room(Integer.BYTES + some.length).putInt(some.length).put(some);
  }

  private ByteBuffer room(int more) {
    if (bytes.remaining() < more) {
      int needed = bytes.position() + more;
      byte[] longer = Arrays.copyOf(bytes.array(), Math.max(needed, 2 * bytes.capacity()));
      bytes = ByteBuffer.wrap(longer).position(bytes.position());
    }
    return bytes;
  }

  /** Whether there is no change. */
  public boolean isEmpty() {
    return bytes.position() == 0;
  }

  /** What the log is to keep. */
  public byte[] bytes() {
    return Arrays.copyOf(bytes.array(), bytes.position());
  }

  /**
   * Applies what the log has kept of a commit.
   *
   * @throws DamagedStoreException when it does not fit to the tables
   */
  static void replay(byte[] kept, Tables tables) {
    ByteBuffer left = ByteBuffer.wrap(kept);
    try {
      while (left.hasRemaining()) {
        read(left).applyTo(tables);
      }
    } catch (RuntimeException doesNotFit) {
      throw new DamagedStoreException(
          "commit " + (tables.commit() + 1) + " in its log does not follow what it has",
          doesNotFit);
    }
  }

  private static Change<?> read(ByteBuffer from) {
    byte kind = from.get();
    String id = new String(bytes(from), StandardCharsets.UTF_8);
    return switch (kind) {
      case APPEND -> new Change.Append(id, events(from));
      case DELETE_TO -> new Change.DeleteTo(id, from.getLong());
      case SAVE_SNAPSHOT ->
          new Change.SaveSnapshot(
              id, new StoredSnapshot(from.getLong(), from.getLong(), bytes(from)));
      case DELETE_SNAPSHOTS ->
          new Change.DeleteSnapshots(
              id,
              new SnapshotRange(from.getLong(), from.getLong(), from.getLong(), from.getLong()));
      default -> throw new IllegalArgumentException("no change is of kind " + kind);
    };
  }

  private static List<StoredEvent> events(ByteBuffer from) {
    int count = from.getInt();
    List<StoredEvent> events = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      long number = from.getLong();
      boolean isRejected = from.get() != 0;
      byte[] some = bytes(from);
      events.add(isRejected ? StoredEvent.rejected(number) : StoredEvent.of(number, some));
    }
    return events;
  }

  private static byte[] bytes(ByteBuffer from) {
    byte[] some = new byte[from.getInt()];
    from.get(some);
    return some;
  }
}
