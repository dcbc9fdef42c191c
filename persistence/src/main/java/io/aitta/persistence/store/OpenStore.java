package io.aitta.persistence.store;

import io.aitta.persistence.file.LogFile;
import io.aitta.persistence.file.LogFrame;
import io.aitta.persistence.file.Witness;
import io.aitta.persistence.table.LoggedChanges;
import io.aitta.persistence.table.Replay;
import io.aitta.persistence.table.StoredEvent;
import io.aitta.persistence.table.Tables;
import io.aitta.persistence.table.Tables.Commit;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.h2.mvstore.MVStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A store that is open, until it fails or is closed. Events are read on any thread; all else is for
 * the one that commits.
 */
final class OpenStore {
  /** A commit of so many bytes is cheaper to save at once than to write to the log before. */
  static final long SAVED_AT_ONCE = 1 << 20;

  private static final Logger LOG = LoggerFactory.getLogger(OpenStore.class);

  private final Path file;
  private final MVStore store;
  private final Tables tables;
  private final Witness witness;
  private final Replay replay;
  private final WriteAheadLog log;
  private final Compaction compaction;
  private final StoreCounters counters;

  private boolean isSaving;

  /** The last commit that is on the disk; what it is opened with is forced before anything else. */
  private long forced;

  OpenStore(
      Path file,
      MVStore store,
      Tables tables,
      WriteAheadLog log,
      Witness witness,
      StoreCounters counters) {
    this.file = file;
    this.store = store;
    this.tables = tables;
    this.forced = tables.commit();
    this.log = log;
    this.witness = witness;
    this.replay = new Replay(file, store, tables);
    this.compaction = new Compaction(store, (StoreChunks) store.getFileStore());
    this.counters = counters;
  }

  Tables tables() {
    return tables;
  }

  /** Whether the tables were saved, and that was not forced yet. */
  boolean isSaving() {
    return isSaving;
  }

  /**
   * Writes a commit, to the log or with all the tables. It is still to be forced.
   *
   * @param bytes how many it brings
   */
  Commit commit(LoggedChanges changes, long bytes) throws IOException {
    compaction.onWritten();
    boolean isDue = bytes >= SAVED_AT_ONCE || log.bytes() >= WriteAheadLog.FULL;
    return isDue && !isSaving ? saveUnforced() : log(changes);
  }

  private Commit log(LoggedChanges changes) throws IOException {
    Commit commit = tables.commitChanges();
    log.append(new LogFrame(tables.store(), commit.number(), forced, changes.bytes()));
    return commit;
  }

  /**
   * Saves the tables, with this commit. They are still to be forced, before they are saved again.
   */
  private Commit saveUnforced() {
    if (compaction.rewrite()) {
      counters.countCompaction();
    }
    Commit commit = tables.commitChanges();
    tables.prepare();
    store.commit();
    log.turn();
    isSaving = true;
    compaction.onCommit();
    return commit;
  }

  /** What was written since the last time is forced by this, on any thread. */
  Force force() {
    boolean saved = isSaving;
    Optional<LogFile> unforced = log.takeUnforced();
    return () -> {
      long before = System.nanoTime();
      if (saved) {
        store.getFileStore().sync();
      }
      if (unforced.isPresent()) {
        unforced.get().force();
      }
      counters.countForce(System.nanoTime() - before);
    };
  }

  /** These commits, which follow each other, are on the disk. */
  void onForced(List<Commit> commits) {
    isSaving = false;
    forced = commits.get(commits.size() - 1).number();
    testify(forced);
    commits.forEach(tables::publish);
  }

  /** Saves the tables, and has all on the disk when it returns. */
  void save() throws IOException {
    Commit commit = saveUnforced();
    force().run();
    onForced(List.of(commit));
  }

  /** A witness that is not written says less than it could: that is no reason to fail. */
  private void testify(long commit) {
    try {
      witness.write(new Witness.Word(tables.store(), commit));
    } catch (IOException cannotWrite) {
      counters.countWitnessFailure();
      LOG.warn("the witness of {} cannot be written", file, cannotWrite);
    }
  }

  /** Pays for deletions as much as what was written asks for, without a commit of its own. */
  void removeSome(long bytesWritten) {
    if (tables.owe()) {
      tables.removeSome(Compaction.MOST_EVENTS, Math.max(Compaction.STEP_BYTES, 2 * bytesWritten));
    }
  }

  /**
   * Saves what is in the log, and gives room in the file back, a bounded step of it. Nothing may be
   * unforced.
   *
   * @return whether there may be more to do
   */
  boolean tidy() throws IOException {
    boolean isDue = tables.owe() || tables.areUnsaved();
    if (tables.owe()) {
      removeSome(0);
    } else if (!isDue && !compaction.rewrite() && !compaction.frees()) {
      boolean hasMoved = compaction.move();
      if (hasMoved) {
        counters.countCompaction();
      } else {
        log.clear();
      }
      return hasMoved;
    }
    save();
    counters.countCompaction();
    return true;
  }

  void replay(String id, long from, long to, long most, Consumer<StoredEvent> each) {
    replay.run(id, from, to, most, each);
  }

  /** How many bytes its files take. */
  long fileBytes() {
    try {
      return store.getFileStore().size() + log.size();
    } catch (IOException closed) {
      return 0;
    }
  }

  /** What is written was to be forced by this, which may take long. */
  @FunctionalInterface
  interface Force {
    void run() throws IOException;
  }

  /** Closes it after all was committed. What goes wrong only makes the next opening slower. */
  void close() throws IOException {
    try {
      if (tables.areUnsaved()) {
        save();
      }
      store.close();
    } finally {
      abandon();
    }
  }

  /** Closes it after a failure: nothing more is written. */
  void abandon() {
    try {
      store.closeImmediately();
    } finally {
      close(witness);
      close(log);
    }
  }

  private void close(AutoCloseable beside) {
    try {
      beside.close();
    } catch (Exception closing) {
      LOG.debug("closing what is beside {}", file, closing);
    }
  }
}
