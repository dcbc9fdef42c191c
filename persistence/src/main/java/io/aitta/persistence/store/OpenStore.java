package io.aitta.persistence.store;

import io.aitta.persistence.file.Witness;
import io.aitta.persistence.table.Replay;
import io.aitta.persistence.table.StoredEvent;
import io.aitta.persistence.table.Tables;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.h2.mvstore.MVStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A store that is open, until it fails or is closed. Events are read on any thread; all else is for
 * the one that commits.
 */
final class OpenStore {
  private static final Logger LOG = LoggerFactory.getLogger(OpenStore.class);

  private final Path file;
  private final MVStore store;
  private final Tables tables;
  private final Witness witness;
  private final Replay replay;
  private final Compaction compaction;
  private final StoreCounters counters;

  OpenStore(Path file, MVStore store, Tables tables, Witness witness, StoreCounters counters) {
    this.file = file;
    this.store = store;
    this.tables = tables;
    this.witness = witness;
    this.replay = new Replay(file, store, tables);
    this.compaction = new Compaction(store, (StoreChunks) store.getFileStore());
    this.counters = counters;
  }

  Tables tables() {
    return tables;
  }

  /** Commits what the tables have changed, and has it on the disk when it returns. */
  void commit() {
    tables.prepare();
    store.commit();
    long before = System.nanoTime();
    store.getFileStore().sync();
    counters.countForce(System.nanoTime() - before);
    testify();
    tables.publish();
    compaction.onCommit();
  }

  /** A witness that is not written says less than it could: that is no reason to fail. */
  private void testify() {
    try {
      witness.write(new Witness.Word(tables.store(), tables.commit()));
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
   * Gives room in the file back, a bounded step of it.
   *
   * @return whether there may be more to do
   */
  boolean tidy() {
    if (tables.owe()) {
      removeSome(0);
      commit();
      counters.countCompaction();
      return true;
    }
    if (compaction.rewrite() || compaction.frees()) {
      commit();
      counters.countCompaction();
      return true;
    }
    if (compaction.move()) {
      counters.countCompaction();
      return true;
    }
    return false;
  }

  /** A step beside writers, when enough was written since the last one. */
  void tidyBeside(long bytesWritten) {
    if (compaction.isDue(bytesWritten) && compaction.rewrite()) {
      commit();
      counters.countCompaction();
    }
  }

  void replay(String id, long from, long to, long most, Consumer<StoredEvent> each) {
    replay.run(id, from, to, most, each);
  }

  long fileBytes() {
    return store.getFileStore().size();
  }

  /** Closes it after all was committed. What goes wrong only makes the next opening slower. */
  void close() {
    try {
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
      closeWitness();
    }
  }

  private void closeWitness() {
    try {
      witness.close();
    } catch (IOException closing) {
      LOG.debug("closing the witness of {}", file, closing);
    }
  }
}
