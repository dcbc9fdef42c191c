package io.aitta.durability;

import io.aitta.core.replication.journal.JournalRecord;
import io.aitta.core.replication.journal.LogLimits;
import io.aitta.core.replication.journal.RestoredCopy;
import java.util.Optional;

/**
 * What a node keeps of one partition. Used by one thread at a time, once the listener was told what
 * there is; never blocks.
 */
public interface PartitionDisk {
  /**
   * Stores a record after all that came before it.
   *
   * @param number greater than that of the record before
   * @param awaited whether somebody waits for it; else it may be stored with later ones, within a
   *     part of {@link LogLimits#maxLag}
   */
  void store(long number, JournalRecord record, boolean awaited);

  /** What was stored before that number is not needed any more, once all up to it is stored. */
  void forgetBefore(long number);

  /** Hears of it; on any thread, one call at a time. */
  interface Listener {
    /** Everything was read: this whole copy was there, if any. Comes first, and once at most. */
    void restored(Optional<RestoredCopy> copy);

    /**
     * What was there cannot be read or is not what was stored, as it was found at first or later;
     * nothing more is told.
     */
    void unreadable(UnreadableDiskException fault);

    /** All records up to that number are stored. */
    void stored(long number);

    /**
     * Something could not be stored: nothing is from the first record on that was not told to be
     * stored, until a round begins with a {@link JournalRecord.Round.Kind#AFTER_GAP gap}.
     */
    void failed();
  }
}
