package io.aitta.core.operation;

import io.aitta.core.model.CacheConfig;
import io.aitta.core.model.CacheKey;
import io.aitta.core.model.CacheStatistics;
import io.aitta.core.model.CacheValue;
import io.aitta.core.model.Entry;
import io.aitta.core.model.Lifespan;
import io.aitta.core.model.Tags;
import io.aitta.core.model.Version;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;

/**
 * The entries of one cache in one partition, as an operation sees them. An entry whose time has
 * come is never seen. Used by one thread at a time.
 */
public interface Segment {
  /** How many entries one step of a walk looks at, at the most. */
  int MAX_VISITED = 1024;

  CacheConfig config();

  /** The partition's latest version. */
  Version version();

  /** The entry, without counting, without marking it as used. */
  Optional<Entry> peek(CacheKey key, long now);

  /** The entry; counts a hit or a miss, restarts its idle time, marks it as most recently used. */
  Optional<Entry> read(CacheKey key, long now);

  /** Counts a hit or a miss of a read that was done without counting. */
  void countRead(boolean hit);

  /**
   * Stores a value under a key, as one write; makes room by evicting where the cache says so.
   *
   * @return the new entry, or a sentence that says why there is no room, and nothing changed
   */
  Stored store(CacheKey key, CacheValue value, Tags tags, Lifespan lifespan, long now);

  /** Removes the entry, as one write. */
  void remove(CacheKey key, long now);

  /** Removes the entry as part of an invalidation, as one write. */
  void invalidate(CacheKey key, long now);

  /** Gives the entry another lifespan and restarts its idle time; its version stays. */
  void changeLifespan(CacheKey key, Lifespan lifespan, long now);

  /**
   * Shows entries to the visitor in the order of a walk, until it has had enough or a bounded
   * number was looked at.
   *
   * @param nextHash the smallest hash, unsigned, to begin with
   * @param visitor says whether it wants more; entries that share one hash are always shown
   *     together
   * @return where to go on; empty at the end
   */
  Optional<Long> walk(long nextHash, long now, Predicate<Entry> visitor);

  /**
   * Removes every entry in one step and says how many there were; empty, and most are left, where
   * more entries have ended than one step can tell apart.
   */
  OptionalLong clear(long now);

  /** The statistics; entries that have ended count until their memory was given back. */
  CacheStatistics statistics(long now);

  /** What became of a value that was to be stored. */
  sealed interface Stored {
    /** It is in. */
    record Accepted(Entry entry) implements Stored {}

    /** There is no room. */
    record Refused(String reason) implements Stored {}
  }
}
