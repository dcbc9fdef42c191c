package io.aitta.core.partition;

import static java.util.Objects.requireNonNull;

import io.aitta.core.catalog.CacheId;
import io.aitta.core.catalog.Catalog;
import io.aitta.core.model.CacheConfig;
import io.aitta.core.model.CacheConfig.Durability;
import io.aitta.core.model.CacheKey;
import io.aitta.core.model.Entry;
import io.aitta.core.model.Version;
import io.aitta.core.operation.Operation;
import io.aitta.core.reply.Reply;
import io.aitta.core.store.NodeBudgets;
import io.aitta.core.store.PartitionAccount;
import io.aitta.core.store.StoreFactory;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;
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
  private boolean copy;
  private boolean closed;

  /**
   * A partition that is empty.
   *
   * @param catalog the caches there are, as the node knows them at any time
   * @param budgets of the node; a copy is not counted, see {@link #follow}
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
   * Leads from now on, in a later epoch and with the entries there are: for a copy that has every
   * effect there was, or a primary that is claimed anew while nobody else led the partition. Its
   * entries count against the node's limits from now on.
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
    copy = false;
    segments.values().forEach(segment -> segment.count(true));
  }

  /**
   * Leads no more: applies what happens elsewhere, forgets the caches that have no copies, and does
   * not count against the node's limits.
   */
  public void follow() {
    checkOpen();
    copy = true;
    seen = Catalog.EMPTY;
    List<CacheSegment> unshared =
        segments.values().stream().filter(segment -> !segment.isReplicated()).toList();
    unshared.forEach(segment -> segments.remove(segment.cache()));
    unshared.forEach(this::discard);
    segments.values().forEach(segment -> segment.count(false));
  }

  /** The version of the latest effect. */
  public Version version() {
    return log.latest();
  }

  /** Takes the next number for something that changes no entry, but must have its place. */
  public Version pass() {
    checkOpen();
    log.advanceTo(log.next());
    return log.latest();
  }

  /** At a copy: what happened elsewhere up to that version is here, as far as it matters. */
  public void advanceTo(Version version) {
    checkOpen();
    log.advanceTo(version);
  }

  /** What the entries of caches with copies count against limits of bytes. */
  public long bytes() {
    return segments.values().stream()
        .filter(CacheSegment::isReplicated)
        .mapToLong(CacheSegment::bytes)
        .sum();
  }

  /** Whether the cache has copies elsewhere, by the catalog that the last operation saw. */
  public boolean replicates(CacheId cache) {
    return seen.configOf(cache).map(CacheConfig::replicated).orElse(true);
  }

  /** Whether the cache's entries are kept on disks; those of one that is gone may have been. */
  public boolean keeps(CacheId cache) {
    CacheSegment segment = segments.get(cache);
    return segment == null || segment.config().durability() != Durability.NONE;
  }

  /** Whether the cache is known, and known not to be kept. */
  public boolean isNotKept(CacheId cache) {
    return catalog
        .get()
        .configOf(cache)
        .filter(config -> config.durability() == Durability.NONE)
        .isPresent();
  }

  /** Whether the cache's writes are answered once they are on disks, and not before. */
  public boolean waitsForDisks(CacheId cache) {
    CacheSegment segment = segments.get(cache);
    return segment != null && segment.config().durability() == Durability.SYNC;
  }

  /** At a copy: has no part in the cache any more, and tells nobody. */
  public void forget(CacheId cache) {
    checkOpen();
    Optional.ofNullable(segments.remove(cache)).ifPresent(this::discard);
  }

  /** How many entries of the cache are here, ended ones included. */
  public long sizeOf(CacheId cache) {
    CacheSegment segment = segments.get(cache);
    return segment == null ? 0 : segment.size();
  }

  /** How many bytes the key's entry has as it is kept, ended or not; 0 where there is none. */
  public long bytesOf(CacheId cache, CacheKey key) {
    CacheSegment segment = segments.get(cache);
    return segment == null ? 0 : segment.bytesOf(key);
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

  /** At a copy that is being made: takes an entry over as the primary has it. */
  public void restore(CacheId cache, Entry entry, long now) {
    checkOpen();
    copyOf(cache, now).restore(entry);
  }

  /**
   * Shows entries of the caches that have copies, in the order of {@link CopyPosition}, until the
   * visitor has had enough; a bounded number a call.
   *
   * @param visitor says whether it wants more; entries that share one hash are always shown
   *     together
   * @return where to go on; empty at the end
   */
  public Optional<CopyPosition> copy(CopyPosition from, BiPredicate<CacheId, Entry> visitor) {
    checkOpen();
    Optional<CacheSegment> segment = firstLeftBy(from);
    if (segment.isEmpty()) {
      return Optional.empty();
    }
    CacheId cache = segment.get().cache();
    boolean begun = from.cache().filter(cache::equals).isPresent();
    Optional<Long> next =
        segment.get().copy(begun ? from.nextHash() : 0, entry -> visitor.test(cache, entry));
    return Optional.of(
        next.map(hash -> CopyPosition.within(cache, hash))
            .orElseGet(() -> CopyPosition.after(cache)));
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
            now.configOf(cache)
                .ifPresentOrElse(
                    segment::reconfigure,
                    () -> {
                      if (now.hasEnded(cache)) {
                        gone.add(cache);
                      }
                    }));
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

  /**
   * A copy may hear of a cache's entries before it hears of the cache, or that the cache has copies
   * now: were it taken for one without, its entries would be dropped once this copy leads.
   */
  private CacheSegment copyOf(CacheId cache, long now) {
    CacheSegment segment = segments.get(cache);
    if (segment != null) {
      return segment;
    }
    Optional<CacheConfig> config = catalog.get().configOf(cache).filter(CacheConfig::replicated);
    return open(cache, config.orElse(CacheConfig.DEFAULT), now);
  }

  private CacheSegment open(CacheId cache, CacheConfig config, long now) {
    PartitionAccount account = budgets.open(cache, config, number);
    CacheSegment segment =
        new CacheSegment(cache, config, log, account, evictions, stores.create(now));
    segment.count(!copy);
    segments.put(cache, segment);
    return segment;
  }

  private Optional<CacheSegment> firstLeftBy(CopyPosition position) {
    return segments.values().stream()
        .filter(CacheSegment::isReplicated)
        .filter(segment -> position.leaves(segment.cache()))
        .min(Comparator.comparing(CacheSegment::cache));
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
