package io.aitta.persistence.table;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;

/**
 * What is done with the tables by the one thread that changes them. A change is applied whole, or
 * refused before it has changed anything.
 *
 * @param <T> what it answers, once it is committed
 */
public sealed interface Change<T> {
  /** What answers of changes that say nothing are. */
  enum Done {
    /** It is done. */
    DONE
  }

  /**
   * Applies it.
   *
   * @throws RefusedChangeException when it contradicts what is there
   */
  T applyTo(Tables tables);

  /** How many bytes it brings. */
  default long bytes() {
    return 0;
  }

  /** Whether it only reads, so that its failure is nobody else's. */
  default boolean isRead() {
    return false;
  }

  /**
   * Adds events to the end of a log.
   *
   * @param id the persistence id
   * @param events the events, which follow each other; at least one
   */
  record Append(String id, List<StoredEvent> events) implements Change<Done> {
    /** There are events. */
    public Append {
      requireNonNull(id, "id is null");
      events = List.copyOf(events);
      if (events.isEmpty()) {
        throw new IllegalArgumentException("no events");
      }
    }

    @Override
    public Done applyTo(Tables tables) {
      Log log = begin(tables);
      for (StoredEvent event : events) {
        tables.events().put(log.key(event.sequenceNr()), EventForm.write(id, event));
      }
      tables.put(log.appendedTo(events.get(events.size() - 1).sequenceNr()));
      return Done.DONE;
    }

    private Log begin(Tables tables) {
      long first = events.get(0).sequenceNr();
      for (int i = 0; i < events.size(); i++) {
        if (events.get(i).sequenceNr() != first + i) {
          throw new RefusedChangeException("events of log " + id + " do not follow each other");
        }
      }
      long highest = tables.current(id).map(Log::highest).orElse(0L);
      boolean isEmpty = tables.current(id).map(log -> log.isEmpty() && !log.owes()).orElse(true);
      if (first <= highest || (first > highest + 1 && !isEmpty)) {
        throw new RefusedChangeException(
            "event " + first + " of log " + id + " does not follow event " + highest);
      }
      if (first + events.size() - 1 > Log.MOST_EVENTS) {
        throw new RefusedChangeException(
            "log " + id + " cannot go beyond event " + Log.MOST_EVENTS);
      }
      Log log = tables.currentOrNew(id);
      return first == highest + 1 ? log : log.skippedTo(first - 1);
    }

    @Override
    public long bytes() {
      long bytes = 0;
      for (StoredEvent event : events) {
        bytes += event.bytes().length;
      }
      return bytes;
    }
  }

  /**
   * Deletes the events of a log up to one, inclusive. They are gone at once for whoever reads;
   * their room on the disk is given back step by step.
   *
   * @param id the persistence id
   * @param to the last one; beyond the end of the log all are meant
   */
  record DeleteTo(String id, long to) implements Change<Done> {
    @Override
    public Done applyTo(Tables tables) {
      tables
          .current(id)
          .filter(log -> to > log.deletedTo())
          .ifPresent(log -> tables.put(log.deletedTo(to)));
      return Done.DONE;
    }
  }

  /**
   * Asks for what is known of a log, all earlier changes included.
   *
   * @param id the persistence id
   */
  record AskLog(String id) implements Change<Optional<Log>> {
    @Override
    public Optional<Log> applyTo(Tables tables) {
      return tables.current(id);
    }

    @Override
    public boolean isRead() {
      return true;
    }
  }

  /**
   * Stores a snapshot, in the place of one at the same event.
   *
   * @param id the persistence id
   * @param snapshot the snapshot
   */
  record SaveSnapshot(String id, StoredSnapshot snapshot) implements Change<Done> {
    @Override
    public Done applyTo(Tables tables) {
      if (snapshot.sequenceNr() < 0 || snapshot.sequenceNr() > Log.MOST_EVENTS) {
        throw new RefusedChangeException(
            "log " + id + " cannot have a snapshot at event " + snapshot.sequenceNr());
      }
      Log log = tables.currentOrNew(id);
      byte[] before =
          tables.snapshots().put(log.key(snapshot.sequenceNr()), SnapshotForm.write(id, snapshot));
      tables.put(log.withSnapshots(log.snapshots() + (before == null ? 1 : 0)));
      return Done.DONE;
    }

    @Override
    public long bytes() {
      return snapshot.bytes().length;
    }
  }

  /**
   * Deletes snapshots.
   *
   * @param id the persistence id
   * @param range which ones
   */
  record DeleteSnapshots(String id, SnapshotRange range) implements Change<Done> {
    @Override
    public Done applyTo(Tables tables) {
      tables.current(id).ifPresent(log -> delete(tables, log));
      return Done.DONE;
    }

    private void delete(Tables tables, Log log) {
      List<StoredSnapshot> found = SnapshotForm.find(tables, log, range::contains);
      found.forEach(snapshot -> tables.snapshots().remove(log.key(snapshot.sequenceNr())));
      if (!found.isEmpty()) {
        tables.put(log.withSnapshots(log.snapshots() - found.size()));
      }
    }
  }

  /**
   * Asks for the latest snapshot.
   *
   * @param id the persistence id
   * @param range of which ones
   */
  record AskSnapshot(String id, SnapshotRange range) implements Change<Optional<StoredSnapshot>> {
    @Override
    public Optional<StoredSnapshot> applyTo(Tables tables) {
      return tables
          .current(id)
          .flatMap(log -> SnapshotForm.find(tables, log, range::contains).stream().findFirst());
    }

    @Override
    public boolean isRead() {
      return true;
    }
  }
}
