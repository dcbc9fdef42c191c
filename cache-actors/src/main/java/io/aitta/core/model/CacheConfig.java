package io.aitta.core.model;

import static java.util.Objects.requireNonNull;

/**
 * How a cache behaves; the same on every node.
 *
 * @param timeToLiveMillis the time to live of entries that bring none; {@link Lifetime#NONE} for
 *     none
 * @param maxIdleMillis the idle limit of entries that bring none; {@link Lifetime#NONE} for none
 * @param maxEntries how many entries the whole cluster may hold; {@link #UNLIMITED} for any number
 * @param maxBytes how many bytes the whole cluster may hold; {@link #UNLIMITED} for any number
 * @param onFull what happens to a write that finds no room
 * @param replicated whether backups hold copies of its entries
 * @param durability whether its entries outlive their processes
 */
public record CacheConfig(
    long timeToLiveMillis,
    long maxIdleMillis,
    long maxEntries,
    long maxBytes,
    OnFull onFull,
    boolean replicated,
    Durability durability) {
  /** No limit. */
  public static final long UNLIMITED = Long.MAX_VALUE;

  /** What a cache has that nobody configured. */
  public static final CacheConfig DEFAULT =
      new CacheConfig(
          Lifetime.NONE, Lifetime.NONE, UNLIMITED, UNLIMITED, OnFull.EVICT, true, Durability.NONE);

  /** What happens to a write that finds no room. */
  public enum OnFull {
    /** Other entries make room. */
    EVICT,
    /** The write is refused. */
    REJECT
  }

  /** Whether entries outlive their processes. */
  public enum Durability {
    /** They do not. */
    NONE,
    /** A write is answered before it is on disk. */
    ASYNC,
    /** A write is answered once it is on disk. */
    SYNC
  }

  /**
   * @throws IllegalArgumentException when a limit is out of its bounds
   */
  public CacheConfig {
    requireNonNull(onFull, "onFull is null");
    requireNonNull(durability, "durability is null");
    if (timeToLiveMillis < 0
        || maxIdleMillis < 0
        || timeToLiveMillis > Lifetime.MAX_MILLIS
        || maxIdleMillis > Lifetime.MAX_MILLIS) {
      throw new IllegalArgumentException("a lifetime is at most ten years and never negative");
    }
    if (maxEntries < 1 || maxBytes < 1) {
      throw new IllegalArgumentException("a limit is at least 1");
    }
  }

  /** The same with entries that outlive their processes, or do not. */
  public CacheConfig withDurability(Durability other) {
    return new CacheConfig(
        timeToLiveMillis, maxIdleMillis, maxEntries, maxBytes, onFull, replicated, other);
  }
}
