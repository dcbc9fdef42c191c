package io.aitta.core.store;

import io.aitta.core.model.CacheKey;
import io.aitta.core.model.Entry;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * The entries of one cache in one partition, kept and found. Knows nothing of limits and removes
 * nothing by itself: it tells which entry is to go first and which have ended. Every step does a
 * bounded amount of work, whatever the number of entries. Used by one thread at a time.
 */
public interface EntryStore {
  /** The tick of the victim of an empty store: later than any. */
  long NO_TICK = Long.MAX_VALUE;

  /** The entry of that key, ended or not; its use is not marked. */
  Optional<Entry> find(CacheKey key);

  /**
   * Keeps the entry in place of the one that has its key, as the latest to be used.
   *
   * @param tick orders uses, also those of other stores; no smaller than any given before
   */
  void put(Entry entry, long tick);

  /** Removes the entry of that key, if there is one. */
  void remove(CacheKey key);

  /**
   * Marks the entry of that key as used now, and answers with it as it then is.
   *
   * @param now milliseconds of the epoch
   * @param tick orders uses, also those of other stores; no smaller than any given before
   */
  Optional<Entry> markUsed(CacheKey key, long now, long tick);

  /** The entry that is to go first when room is needed; empty when there is none at all. */
  Optional<Entry> victim();

  /** The tick at which the victim was last used; {@link #NO_TICK} when there is none. */
  long victimTick();

  /**
   * Shows entries to the visitor in the unsigned order of their hashes, until it wants no more or a
   * bounded number was visited. A walk that is resumed where it stopped shows each entry that was
   * there all the time exactly once, whatever was put and removed meanwhile.
   *
   * @param nextHash the smallest hash, unsigned, to begin with
   * @param most how many entries to show, more only where keys share one hash: those are always
   *     shown together
   * @param visitor says whether it wants more; may not change the store
   * @return where to go on; empty at the end
   */
  Optional<Long> walk(long nextHash, int most, Predicate<Entry> visitor);

  /**
   * Shows entries that have ended, each once; who is shown one removes it.
   *
   * @param now milliseconds of the epoch
   * @param most how many entries to look at
   * @return whether there is more to look at now
   */
  boolean expire(long now, int most, Consumer<Entry> ended);

  /** How many entries there are, ended ones that were not removed included. */
  int size();

  /** What the entries count against a limit of bytes. */
  long bytes();

  /** Removes all entries in one step. */
  void clear();
}
