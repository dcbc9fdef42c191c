package io.aitta.protocol;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.UUID;

/**
 * What a node says of its voter in the register.
 *
 * @param storage the identity of what the voter keeps its words in; its memory's is its process's
 * @param steppedBack whether that has failed: this process's voter answers nothing any more
 * @param former the processes that had the same storage before, the latest last; it is locked by
 *     one process at a time, so they have ended for certain
 */
public record VoterNotice(UUID storage, boolean steppedBack, List<UUID> former) {
  /** The most former processes that are told of; the oldest are left out. */
  public static final int MOST_FORMER = 64;

  /**
   * @throws IllegalArgumentException when there are too many former processes
   */
  public VoterNotice {
    requireNonNull(storage, "storage is null");
    former = List.copyOf(former);
    if (former.size() > MOST_FORMER) {
      throw new IllegalArgumentException(
          "at most " + MOST_FORMER + " former processes, not " + former.size());
    }
  }
}
