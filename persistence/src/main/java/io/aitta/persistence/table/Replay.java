package io.aitta.persistence.table;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.h2.mvstore.Cursor;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStore.TxCounter;

/**
 * Reads the events of a log, on any thread, beside the one that changes the tables. While a few are
 * read MVStore keeps what they are read from; they are handed on afterwards, so a slow reader keeps
 * no room on the disk.
 */
public final class Replay {
  private static final int MOST_EVENTS = 256;
  private static final long MOST_BYTES = 4 << 20;

  private final Path file;
  private final MVStore store;
  private final Tables tables;

  /**
   * Reads from these tables.
   *
   * @param file where they are, for what is said of failures
   */
  public Replay(Path file, MVStore store, Tables tables) {
    this.file = file;
    this.store = store;
    this.tables = tables;
  }

  /**
   * Hands on the committed events of a log in order, without those that are deleted. Numbers of
   * rejected events count, but are not handed on.
   *
   * @param id the persistence id
   * @param from the first sequence number
   * @param to the last one, inclusive
   * @param most at most so many events
   * @throws DamagedStoreException when one of them is lost or cannot be read; those before it have
   *     been handed on
   * @throws StoreFailedException when the disk failed, or the store was closed meanwhile
   */
  public void run(String id, long from, long to, long most, Consumer<StoredEvent> each) {
    long next = from;
    long left = most;
    while (left > 0 && next <= to) {
      List<StoredEvent> some = readOrExplain(id, next, to, left);
      if (some.isEmpty()) {
        return;
      }
      for (StoredEvent event : some) {
        if (!event.isRejected()) {
          each.accept(event);
        }
      }
      left -= some.size();
      next = some.get(some.size() - 1).sequenceNr() + 1;
    }
  }

  private List<StoredEvent> readOrExplain(String id, long from, long to, long most) {
    try {
      return read(id, from, to, most);
    } catch (RuntimeException | AssertionError fault) {
      throw Faults.explain(file, fault);
    }
  }

  private List<StoredEvent> read(String id, long from, long to, long most) {
    TxCounter usage = store.registerVersionUsage();
    try {
      while (true) {
        Log log = tables.committed(id).orElse(null);
        if (log == null) {
          return List.of();
        }
        long first = Math.max(from, log.deletedTo() + 1);
        List<StoredEvent> some = readFrom(log, first, Math.min(to, log.highest()), most);
        if (!some.isEmpty() || first > Math.min(to, log.highest())) {
          return some;
        }
        if (tables.committed(id).map(Log::deletedTo).orElse(0L) < first) {
          throw new DamagedStoreException("event " + first + " of log " + id + " is lost");
        }
      }
    } finally {
      store.deregisterVersionUsage(usage);
    }
  }

  /** As many as there are without a gap, none where the first one is missing. */
  private List<StoredEvent> readFrom(Log log, long first, long last, long most) {
    List<StoredEvent> some = new ArrayList<>();
    if (first > last) {
      return some;
    }
    long bytes = 0;
    long next = first;
    Cursor<Long, byte[]> cursor = tables.events().cursor(log.key(first), log.key(last), false);
    while (some.size() < Math.min(most, MOST_EVENTS) && bytes < MOST_BYTES && cursor.hasNext()) {
      if (cursor.next() != log.key(next)) {
        break;
      }
      StoredEvent event = EventForm.read(log.id(), next, cursor.getValue());
      some.add(event);
      bytes += event.bytes().length;
      next++;
    }
    return some;
  }
}
