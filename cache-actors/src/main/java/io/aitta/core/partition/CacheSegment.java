package io.aitta.core.partition;

import io.aitta.core.catalog.CacheId;
import io.aitta.core.model.CacheConfig;
import io.aitta.core.model.CacheKey;
import io.aitta.core.model.CacheStatistics;
import io.aitta.core.model.CacheValue;
import io.aitta.core.model.Entry;
import io.aitta.core.model.Lifespan;
import io.aitta.core.model.Tags;
import io.aitta.core.model.Version;
import io.aitta.core.operation.Segment;
import io.aitta.core.partition.Effect.EntryRemoved.Cause;
import io.aitta.core.store.EntryStore;
import io.aitta.core.store.PartitionAccount;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;

/**
 * The entries of one cache in one partition. Every change is an effect that is applied to the store
 * and handed on, so a copy that applies the same effects cannot differ.
 */
final class CacheSegment implements Segment {
  /** How many entries a step of expiry looks at. */
  static final int MAX_EXPIRED = 256;

  private final CacheId cache;
  private final EffectLog log;
  private final PartitionAccount account;
  private final EntryStore store;
  private final Evictor evictor;
  private final SegmentCounters counters = new SegmentCounters();
  private CacheConfig config;

  CacheSegment(
      CacheId cache,
      CacheConfig config,
      EffectLog log,
      PartitionAccount account,
      EvictionRequests requests,
      EntryStore store) {
    this.cache = cache;
    this.config = config;
    this.log = log;
    this.account = account;
    this.store = store;
    this.evictor = new Evictor(cache, store, account, requests, this::evict);
  }

  /** Takes other settings over; a cache that gets copies, or loses them, starts empty. */
  void reconfigure(CacheConfig changed) {
    if (changed.replicated() != config.replicated() && store.size() > 0) {
      announce(new Effect.SegmentCleared(cache, log.next()));
    }
    config = changed;
    account.configure(changed);
  }

  @Override
  public CacheConfig config() {
    return config;
  }

  @Override
  public Version version() {
    return log.latest();
  }

  @Override
  public Optional<Entry> peek(CacheKey key, long now) {
    Optional<Entry> found = store.find(key);
    if (found.isPresent() && hasEnded(found.get(), now)) {
      removed(key, Cause.EXPIRED);
      return Optional.empty();
    }
    return found;
  }

  @Override
  public void countRead(boolean hit) {
    counters.countRead(hit);
  }

  @Override
  public Optional<Entry> read(CacheKey key, long now) {
    boolean hit = peek(key, now).isPresent();
    counters.countRead(hit);
    if (!hit) {
      return Optional.empty();
    }
    Optional<Entry> used = store.markUsed(key, now, account.nextTick());
    account.publish(store.victimTick());
    return used;
  }

  @Override
  public Stored store(CacheKey key, CacheValue value, Tags tags, Lifespan lifespan, long now) {
    Optional<Entry> current = peek(key, now);
    Optional<String> refusal = refusal(Entry.weigh(key, value, tags), current, now);
    if (refusal.isPresent()) {
      return new Stored.Refused(refusal.get());
    }
    Entry entry = new Entry(key, value, log.next(), tags, lifespan, now, now);
    commit(new Effect.EntryStored(cache, entry));
    counters.countPut();
    evictor.makeRoom(config);
    return new Stored.Accepted(entry);
  }

  @Override
  public void remove(CacheKey key, long now) {
    if (peek(key, now).isPresent()) {
      removed(key, Cause.REMOVED);
    }
  }

  @Override
  public void invalidate(CacheKey key, long now) {
    if (peek(key, now).isPresent()) {
      removed(key, Cause.INVALIDATED);
    }
  }

  @Override
  public void changeLifespan(CacheKey key, Lifespan lifespan, long now) {
    if (peek(key, now).isPresent()) {
      commit(new Effect.LifespanChanged(cache, log.next(), key, lifespan, now));
    }
  }

  @Override
  public Optional<Long> walk(long nextHash, long now, Predicate<Entry> visitor) {
    List<CacheKey> ended = new ArrayList<>();
    Optional<Long> next =
        store.walk(
            nextHash,
            MAX_VISITED,
            entry -> {
              if (hasEnded(entry, now)) {
                ended.add(entry.key());
                return true;
              }
              return visitor.test(entry);
            });
    ended.forEach(key -> removed(key, Cause.EXPIRED));
    return next;
  }

  @Override
  public OptionalLong clear(long now) {
    if (expire(now)) {
      return OptionalLong.empty();
    }
    long entries = store.size();
    commit(new Effect.SegmentCleared(cache, log.next()));
    counters.countRemovals(Cause.INVALIDATED, entries);
    return OptionalLong.of(entries);
  }

  @Override
  public CacheStatistics statistics(long now) {
    expire(now);
    return counters.with(store);
  }

  /** Removes some entries that have ended or are too many and says whether there is more to do. */
  boolean sweep(long now) {
    boolean more = expire(now);
    return evictor.evictAsked(config) || evictor.evictPartOfExcess(config) || more;
  }

  /** Removes some entries that have ended and says whether there may be more. */
  private boolean expire(long now) {
    return store.expire(now, MAX_EXPIRED, entry -> removed(entry.key(), Cause.EXPIRED));
  }

  /** Evicts the victim if another partition asked for it. */
  void evictAsked(long now) {
    expire(now);
    evictor.evictAsked(config);
  }

  /** Applies an effect that happened elsewhere. */
  void apply(Effect effect) {
    effect.applyTo(store, account.nextTick());
    account.settle(store);
  }

  CacheId cache() {
    return cache;
  }

  long bytes() {
    return store.bytes();
  }

  /** How many entries there are, ended ones included. */
  long size() {
    return store.size();
  }

  /** How many bytes the key's entry has as it is kept, ended or not; 0 where there is none. */
  long bytesOf(CacheKey key) {
    return store.find(key).map(Entry::bytes).orElse(0L);
  }

  boolean isReplicated() {
    return config.replicated();
  }

  /** Counts what the segment uses against the node's limits, or no more: copies are not counted. */
  void count(boolean counted) {
    account.count(counted);
    account.settle(store);
  }

  /** Takes an entry over as another copy has it. */
  void restore(Entry entry) {
    store.put(entry, account.nextTick());
    account.settle(store);
  }

  /** Shows entries as they are kept, ended or not: see {@link EntryStore#walk}. */
  Optional<Long> copy(long nextHash, Predicate<Entry> visitor) {
    return store.walk(nextHash, MAX_VISITED, visitor);
  }

  /** Gives the budget back; says that the cache is gone. */
  void drop() {
    announce(new Effect.SegmentDropped(cache, log.next()));
    close();
  }

  /** Gives the budget back. */
  void close() {
    account.close();
  }

  private Optional<String> refusal(long weight, Optional<Entry> current, long now) {
    long largest = account.largestEntry();
    if (weight > largest) {
      return Optional.of(
          "the entry takes "
              + weight
              + " bytes and the cache '"
              + cache.name()
              + "' has room for "
              + largest
              + " on its node: raise maxBytes or store a smaller value");
    }
    if (config.onFull() == CacheConfig.OnFull.EVICT || reserve(weight, current, now)) {
      return Optional.empty();
    }
    return Optional.of(
        "the cache '"
            + cache.name()
            + "' is full and evicts nothing: raise its limits or remove entries");
  }

  private boolean reserve(long weight, Optional<Entry> current, long now) {
    long moreEntries = current.isPresent() ? 0 : 1;
    long moreBytes = weight - current.map(Entry::bytes).orElse(0L);
    if (account.reserve(moreEntries, moreBytes)) {
      return true;
    }
    expire(now);
    return account.reserve(moreEntries, moreBytes);
  }

  private static boolean hasEnded(Entry entry, long now) {
    return entry.endsAt() <= now;
  }

  private void evict(CacheKey key) {
    removed(key, Cause.EVICTED);
  }

  private void removed(CacheKey key, Cause cause) {
    commit(new Effect.EntryRemoved(cache, log.next(), key, cause));
    counters.countRemovals(cause, 1);
  }

  private void commit(Effect effect) {
    apply(effect);
    log.append(effect, config.replicated());
  }

  /** Commits what every copy must hear, also one that has no part in the cache any more. */
  private void announce(Effect effect) {
    apply(effect);
    log.append(effect, true);
  }
}
