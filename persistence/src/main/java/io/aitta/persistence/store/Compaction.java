package io.aitta.persistence.store;

import org.h2.mvstore.FileStore;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.RandomAccessStore;

/**
 * Gives room in the file back, in steps. MVStore writes each commit as a chunk of pages and uses
 * the room of a chunk again once none of its pages is in use. A chunk with few pages in use holds
 * the room of all: {@link #rewrite} has these written once more with the next commit. Room that is
 * free between chunks is given back to the file system when those at its end are moved there:
 * {@link #move}. For the thread that commits, with nothing uncommitted.
 */
final class Compaction {
  /** How many bytes a step reads and writes, nearly. */
  static final int STEP_BYTES = 4 << 20;

  /** How many deleted events a step removes at most. */
  static final int MOST_EVENTS = 4096;

  private static final int LEAST_FILE = 8 << 20;
  private static final int LEAST_IN_USE = 60;
  private static final int PERCENT = 100;

  private final MVStore store;
  private final FileStore<?> file;
  private long vainMoves;

  Compaction(MVStore store) {
    this.store = store;
    this.file = store.getFileStore();
  }

  /** Whether pages are to be written once more; the next commit does that. */
  boolean rewrite() {
    return file.size() > LEAST_FILE
        && file.getChunksFillRate() < LEAST_IN_USE
        && store.compact(PERCENT, 2 * STEP_BYTES);
  }

  /**
   * Whether chunks were moved. All that it writes it forces. It ends when the file has not become
   * shorter for so many steps as would move all of it.
   */
  boolean move() {
    if (file.size() <= LEAST_FILE || file.getFillRate() >= LEAST_IN_USE) {
      return false;
    }
    long before = file.size();
    ((RandomAccessStore) file).compactMoveChunks(LEAST_IN_USE, STEP_BYTES, store);
    vainMoves = file.size() < before ? 0 : vainMoves + 1;
    return vainMoves <= before / STEP_BYTES + 1;
  }

  /** Something was committed: moving may help again. */
  void onCommit() {
    vainMoves = 0;
  }
}
