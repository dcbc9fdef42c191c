package io.aitta.core.partition;

import static java.util.Objects.requireNonNull;

import io.aitta.core.catalog.CacheId;
import io.aitta.core.catalog.Catalog;
import io.aitta.core.model.CacheConfig;
import io.aitta.core.model.Version;
import io.aitta.core.operation.Operation;
import io.aitta.core.reply.Reply;
import io.aitta.core.store.NodeBudgets;
import io.aitta.core.store.PartitionAccount;
import io.aitta.core.store.StoreFactory;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * One partition of the key space in one epoch: a segment of every cache, made when it is first
 * used. A primary executes operations and hands the effects on; a copy applies them. Every write
 * has the next sequence number of the epoch. Used by one thread at a time; time is a parameter, in
 * milliseconds of the epoch.
 */
public final class Partition {
  /** How many segments one step of a sweep visits. */
  static final int MAX_SWEPT_SEGMENTS = 64;

  private final int number;
  private long epoch;
  private final Supplier<Catalog> catalog;
  private final NodeBudgets budgets;
  private final StoreFactory stores;
  private final EvictionRequests evictions;
  private final EffectLog log;
  private final Map<CacheId, CacheSegment> segments = new HashMap<>();
  private final Deque<CacheSegment> sweepRound = new ArrayDeque<>();
  private Catalog seen = Catalog.EMPTY;
  private boolean closed;

  /**
   * A partition that is empty.
   *
   * @param catalog the caches there are, as the node knows them at any time
   * @param budgets of the node; a copy has others than the primaries, since it is not counted
   * @param stores make the store of each cache's entries
   */
  public Partition(
      int number,
      long epoch,
      Supplier<Catalog> catalog,
      NodeBudgets budgets,
      StoreFactory stores,
      EvictionRequests evictions,
      EffectSink effects) {
    this.number = number;
    this.epoch = epoch;
    this.catalog = requireNonNull(catalog, "catalog is null");
    this.budgets = requireNonNull(budgets, "budgets is null");
    this.stores = requireNonNull(stores, "stores is null");
    this.evictions = requireNonNull(evictions, "evictions is null");
    this.log = new EffectLog(epoch, requireNonNull(effects, "effects is null"));
  }

  public int number() {
    return number;
  }

  public long epoch() {
    return epoch;
  }

  /**
   * Goes on in a later epoch with the entries there are: for a primary that is claimed anew while
   * nobody else led the partition.
   *
   * @throws IllegalArgumentException when the epoch is not a later one
   */
  public void lead(long later) {
    checkOpen();
    if (later <= epoch) {
      throw new IllegalArgumentException("epoch " + later + " does not follow " + epoch);
    }
    epoch = later;
    log.advanceTo(new Version(later, 0));
  }

  /** The version of the latest effect. */
  public Version version() {
    return log.latest();
  }

  /**
   * Applies an operation to a cache.
   *
   * @return its reply; empty where the catalog does not know that incarnation of the cache, and
   *     nothing was done
   */
  public Optional<Reply> execute(CacheId cache, Operation<?> operation, long now) {
    checkOpen();
    catalogChanged();
    return segment(cache, now).map(segment -> operation.applyTo(segment, now));
  }

  /**
   * Applies an effect that happened at the primary, where it is newer than the latest one here.
   * Effects come in their order; the caller sees to it that none is missing.
   */
  public void apply(Effect effect, long now) {
    checkOpen();
    if (effect.version().compareTo(version()) <= 0) {
      return;
    }
    log.advanceTo(effect.version());
    if (effect instanceof Effect.SegmentDropped) {
      Optional.ofNullable(segments.remove(effect.cache())).ifPresent(this::discard);
    } else {
      copyOf(effect.cache(), now).apply(effect);
    }
  }

  /**
   * At a primary: gives back the memory of some entries that have ended, and evicts some where
   * limits were lowered: a bounded number of segments and entries.
   *
   * @return whether there is more to do now
   */
  public boolean sweep(long now) {
    checkOpen();
    catalogChanged();
    if (sweepRound.isEmpty()) {
      sweepRound.addAll(segments.values());
    }
    boolean more = false;
    for (int i = 0; i < MAX_SWEPT_SEGMENTS && !more && !sweepRound.isEmpty(); i++) {
      CacheSegment segment = sweepRound.poll();
      more = segment.sweep(now);
      if (more) {
        sweepRound.add(segment);
      }
    }
    return !sweepRound.isEmpty();
  }

  /** Drops the segments whose cache is gone or was made anew, and takes changed settings over. */
  @SuppressWarnings("ReferenceEquality") // A look at every operation: equality would read it all.
  public void catalogChanged() {
    Catalog now = catalog.get();
    if (now == seen) {
      return;
    }
    seen = now;
    List<CacheId> gone = new ArrayList<>();
    segments.forEach(
        (cache, segment) ->
            now.configOf(cache).ifPresentOrElse(segment::reconfigure, () -> gone.add(cache)));
    for (CacheId cache : gone) {
      CacheSegment segment = segments.remove(cache);
      sweepRound.remove(segment);
      segment.drop();
    }
  }

  /** Evicts from a cache if that was asked for: see {@link EvictionRequests}. */
  public void evictFor(CacheId cache, long now) {
    checkOpen();
    catalogChanged();
    CacheSegment segment = segments.get(cache);
    if (segment != null) {
      segment.evictAsked(now);
    }
  }

  /** Gives back its share of the budgets; nothing may be asked of it any more. */
  public void close() {
    closed = true;
    segments.values().forEach(CacheSegment::close);
    segments.clear();
    sweepRound.clear();
  }

  private Optional<CacheSegment> segment(CacheId cache, long now) {
    CacheSegment segment = segments.get(cache);
    if (segment != null) {
      return Optional.of(segment);
    }
    return seen.configOf(cache).map(config -> open(cache, config, now));
  }

  /** A copy may hear of a cache's entries before it hears of the cache. */
  private CacheSegment copyOf(CacheId cache, long now) {
    CacheSegment segment = segments.get(cache);
    if (segment != null) {
      return segment;
    }
    return open(cache, catalog.get().configOf(cache).orElse(CacheConfig.DEFAULT), now);
  }

  private CacheSegment open(CacheId cache, CacheConfig config, long now) {
    PartitionAccount account = budgets.open(cache, config, number);
    CacheSegment segment =
        new CacheSegment(cache, config, log, account, evictions, stores.create(now));
    segments.put(cache, segment);
    return segment;
  }

  private void discard(CacheSegment segment) {
    sweepRound.remove(segment);
    segment.close();
  }

  private void checkOpen() {
    if (closed) {
      throw new IllegalStateException("partition " + number + " of epoch " + epoch + " is closed");
    }
  }
}
