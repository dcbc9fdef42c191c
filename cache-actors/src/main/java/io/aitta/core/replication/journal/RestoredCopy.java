package io.aitta.core.replication.journal;

import static java.util.Objects.requireNonNull;

import io.aitta.core.catalog.CacheId;
import io.aitta.core.replication.configuration.MemberId;
import io.aitta.core.replication.history.Copy;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/**
 * A whole copy as it was read from the disk.
 *
 * @param lives the processes that had it, each of which may have been counted in for it
 * @param kept its caches that are kept on the disk, with what else a journal goes on with
 * @param interrupted whether the journal goes on with changes that this copy lacks: none can follow
 *     it there before it was written once more
 * @param at the partition's time when it last heard of it, in milliseconds of the epoch
 */
public record RestoredCopy(
    Copy copy, Set<MemberId> lives, Kept kept, boolean interrupted, long at) {
  /**
   * What is there already.
   *
   * @param caches whose entries are kept
   * @param over those whose entries the disk has and are not to be kept any more
   * @param liveBytes how many bytes the latest round took
   * @param changedBytes how many bytes came after it began
   */
  public record Kept(Set<CacheId> caches, Set<CacheId> over, long liveBytes, long changedBytes) {
    public Kept {
      caches = Set.copyOf(caches);
      over = Set.copyOf(over);
    }
  }

  public RestoredCopy {
    requireNonNull(copy, "copy is null");
    requireNonNull(kept, "kept is null");
    lives = Collections.unmodifiableSet(new TreeSet<>(lives));
  }
}
