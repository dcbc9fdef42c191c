package io.aitta.persistence.store;

import org.h2.mvstore.MVStore;

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

  /** Room that is out of use within chunks is let be up to so much, and a part of them all. */
  private static final int LEAST_UNUSED = 1 << 20;

  private static final int UNUSED_PART = 8;

  /** After so many commits all is free that was out of use before them. */
  private static final int COMMITS_TO_FREE = 2;

  private final MVStore store;
  private final StoreChunks chunks;
  private int commitsToFree;
  private long vainMoves;

  Compaction(MVStore store, StoreChunks chunks) {
    this.store = store;
    this.chunks = chunks;
  }

  /** Something was asked for: room may come free after it. */
  void onWritten() {
    commitsToFree = COMMITS_TO_FREE;
  }

  /** Whether pages are to be written once more; the next commit does that. */
  boolean rewrite() {
    if (chunks.size() <= LEAST_FILE) {
      return false;
    }
    StoreChunks.Use use = chunks.use();
    if (use.unused() <= LEAST_UNUSED + use.bytes() / UNUSED_PART
        || !store.compact(PERCENT, 2 * STEP_BYTES)) {
      return false;
    }
    commitsToFree = COMMITS_TO_FREE;
    return true;
  }

  /** Whether a commit of nothing would free chunks. */
  boolean frees() {
    if (commitsToFree == 0 || chunks.use().dead() <= LEAST_UNUSED) {
      return false;
    }
    commitsToFree--;
    return true;
  }

  /**
   * Whether chunks were moved. All that it writes it forces. It ends when the file has not become
   * shorter for so many steps as would move all of it.
   */
  boolean move() {
    if (chunks.size() <= LEAST_FILE || chunks.getFillRate() >= LEAST_IN_USE) {
      return false;
    }
    long before = chunks.size();
    long step = Math.max(STEP_BYTES, chunks.use().largest());
    chunks.compactMoveChunks(LEAST_IN_USE, step, store);
    vainMoves = chunks.size() < before ? 0 : vainMoves + 1;
    return vainMoves <= before / STEP_BYTES + 1;
  }

  /** Something was committed: moving may help again. */
  void onCommit() {
    vainMoves = 0;
  }
}
