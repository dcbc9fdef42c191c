package io.aitta.core.register.voter;

import java.io.IOException;
import java.util.List;

/**
 * Where a voter keeps its records. One thread at a time. After a method has thrown, what of its
 * records is there is unknown, and none may be called again.
 */
public interface VoterStorage {
  /** The records that were there when the storage was opened, in their order. */
  List<VoterRecord> recovered();

  /**
   * Adds the records. When this returns they survive a loss of power; after a crash before that
   * either all or none of them are there.
   *
   * @throws IOException when that cannot be had: a failing disk or one that is full
   */
  void append(List<VoterRecord> records) throws IOException;

  /** Whether most of what is kept has been overtaken, so that {@link #replace} is worth it. */
  boolean isOvergrown();

  /**
   * Puts the records in the place of all that were kept so far, with the same promise as {@link
   * #append}.
   */
  void replace(List<VoterRecord> records) throws IOException;
}
