package io.aitta.persistence.format;

/**
 * Every number that stands for a type in what is stored. FROZEN: a disk holds them for as long as
 * it is read. Append; never change, reuse or remove one. The orders of the constants of {@code
 * Effect.EntryRemoved.Cause}, {@code CacheConfig.OnFull} and {@code CacheConfig.Durability} are
 * frozen in the same way.
 */
final class StoredCodes {
  /** The first byte of all that is stored: the version of its layout. */
  static final int VERSION = 1;

  // Records.
  static final int ROUND = 1;
  static final int ENTRIES = 2;
  static final int CHANGED = 3;
  static final int ROUND_END = 4;
  static final int FORGOTTEN = 5;
  static final int KEPT = 6;
  static final int DROPPED = 7;

  // Effects.
  static final int ENTRY_STORED = 1;
  static final int ENTRY_REMOVED = 2;
  static final int LIFESPAN_CHANGED = 3;
  static final int SEGMENT_CLEARED = 4;
  static final int SEGMENT_DROPPED = 5;

  // Replies.
  static final int HIT = 1;
  static final int MISS = 2;
  static final int CREATED = 3;
  static final int REPLACED = 4;
  static final int SWAPPED = 5;
  static final int REMOVED = 6;
  static final int COUNTED = 7;
  static final int NOT_A_NUMBER = 8;
  static final int OUT_OF_RANGE = 9;
  static final int TOUCHED = 10;
  static final int REMAINING = 11;
  static final int ABSENT = 12;
  static final int PRECONDITION_FAILED = 13;
  static final int OVER_BUDGET = 14;
  static final int PAGE_REPLY = 32;
  static final int INVALIDATE_REPLY = 33;
  static final int STATISTICS_REPLY = 34;
  static final int BATCH_REPLY = 35;

  // What a lifespan has, added up.
  static final int EXPIRES = 1;
  static final int IDLES = 2;

  private StoredCodes() {}
}
