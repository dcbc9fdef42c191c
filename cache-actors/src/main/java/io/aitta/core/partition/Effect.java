package io.aitta.core.partition;

import static java.util.Objects.requireNonNull;

import io.aitta.core.catalog.CacheId;
import io.aitta.core.model.CacheKey;
import io.aitta.core.model.Entry;
import io.aitta.core.model.Lifespan;
import io.aitta.core.model.Version;
import io.aitta.core.store.EntryStore;
import java.util.Optional;

/**
 * One change of a partition, as it turned out: it says what is now, not what was asked, so that
 * whoever applies the effects in their order has the same entries. Immutable.
 */
public sealed interface Effect {
  /** The cache that changed. */
  CacheId cache();

  /** The change's number: the next in the epoch of the partition. */
  Version version();

  /** The key of the entry that changed; empty where the cache changed as a whole. */
  Optional<CacheKey> key();

  /** About how much the effect takes in memory and on the road, in bytes. */
  default long bytes() {
    return Entry.OVERHEAD_BYTES;
  }

  /**
   * Applies itself to a copy of the cache's entries; done twice it does no harm.
   *
   * @param tick see {@link EntryStore#put}
   */
  void applyTo(EntryStore store, long tick);

  /** An entry was stored, in place of the one of its key if there was one. */
  record EntryStored(CacheId cache, Entry entry) implements Effect {
    public EntryStored {
      requireNonNull(cache, "cache is null");
      requireNonNull(entry, "entry is null");
    }

    @Override
    public Version version() {
      return entry.version();
    }

    @Override
    public Optional<CacheKey> key() {
      return Optional.of(entry.key());
    }

    @Override
    public long bytes() {
      return entry.bytes();
    }

    @Override
    public void applyTo(EntryStore store, long tick) {
      store.put(entry, tick);
    }
  }

  /** An entry is gone. */
  record EntryRemoved(CacheId cache, Version version, CacheKey removed, Cause cause)
      implements Effect {
    /** Why an entry is gone. */
    public enum Cause {
      /** Somebody removed it. */
      REMOVED,
      /** Its time had come. */
      EXPIRED,
      /** Another entry needed room. */
      EVICTED,
      /** It was selected by an invalidation. */
      INVALIDATED
    }

    public EntryRemoved {
      requireNonNull(cache, "cache is null");
      requireNonNull(version, "version is null");
      requireNonNull(removed, "removed is null");
      requireNonNull(cause, "cause is null");
    }

    @Override
    public Optional<CacheKey> key() {
      return Optional.of(removed);
    }

    @Override
    public void applyTo(EntryStore store, long tick) {
      store.remove(removed);
    }
  }

  /**
   * An entry lives for another time; its own version stays.
   *
   * @param lastAccess when it was last used, in milliseconds of the epoch
   */
  record LifespanChanged(
      CacheId cache, Version version, CacheKey changed, Lifespan lifespan, long lastAccess)
      implements Effect {
    public LifespanChanged {
      requireNonNull(cache, "cache is null");
      requireNonNull(version, "version is null");
      requireNonNull(changed, "changed is null");
      requireNonNull(lifespan, "lifespan is null");
    }

    @Override
    public Optional<CacheKey> key() {
      return Optional.of(changed);
    }

    @Override
    public void applyTo(EntryStore store, long tick) {
      store.find(changed).ifPresent(entry -> store.put(entry.living(lifespan, lastAccess), tick));
    }
  }

  /** All entries of the cache are gone. */
  record SegmentCleared(CacheId cache, Version version) implements Effect {
    public SegmentCleared {
      requireNonNull(cache, "cache is null");
      requireNonNull(version, "version is null");
    }

    @Override
    public Optional<CacheKey> key() {
      return Optional.empty();
    }

    @Override
    public void applyTo(EntryStore store, long tick) {
      store.clear();
    }
  }

  /** The cache is gone, with all its entries. */
  record SegmentDropped(CacheId cache, Version version) implements Effect {
    public SegmentDropped {
      requireNonNull(cache, "cache is null");
      requireNonNull(version, "version is null");
    }

    @Override
    public Optional<CacheKey> key() {
      return Optional.empty();
    }

    @Override
    public void applyTo(EntryStore store, long tick) {
      store.clear();
    }
  }
}
