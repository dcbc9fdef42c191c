package io.aitta.core.partition;

import io.aitta.core.catalog.CacheId;
import io.aitta.core.model.CacheConfig;
import io.aitta.core.model.CacheKey;
import io.aitta.core.model.Entry;
import io.aitta.core.store.EntryStore;
import io.aitta.core.store.PartitionAccount;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/**
 * Decides who evicts when a node has too many entries of a cache: of this partition and four others
 * of the node the one whose victim was used the longest ago. Another partition is asked, and what
 * it was asked for counts as gone; once the node is over by half of what is tolerated this
 * partition evicts at once. So the partitions of a node together come near to one LRU without a
 * common queue.
 */
final class Evictor {
  /** How many entries one step evicts. */
  static final int MAX_EVICTED = 256;

  private final CacheId cache;
  private final EntryStore store;
  private final PartitionAccount account;
  private final EvictionRequests requests;
  private final Consumer<CacheKey> evict;
  private final SplittableRandom random;

  Evictor(
      CacheId cache,
      EntryStore store,
      PartitionAccount account,
      EvictionRequests requests,
      Consumer<CacheKey> evict) {
    this.cache = cache;
    this.store = store;
    this.account = account;
    this.requests = requests;
    this.evict = evict;
    this.random = new SplittableRandom(account.partition());
  }

  /**
   * Makes room after an entry was stored; the entry itself goes only where nothing else can. What
   * one step leaves, since a large entry came among many small ones, this partition asks of itself.
   */
  void makeRoom(CacheConfig config) {
    makeRoom(config, MAX_EVICTED);
  }

  private void makeRoom(CacheConfig config, int most) {
    for (int i = 0; i < most && evicts(config) && account.needsRoom(); i++) {
      makeRoomForOne();
    }
    if (evicts(config) && account.needsRoom()) {
      ask(account);
    }
  }

  /**
   * Evicts the victim if that was asked for and the node still has too much, with others where that
   * is not enough, and says whether it did.
   */
  boolean evictAsked(CacheConfig config) {
    boolean evicts = account.takeAsked() && evicts(config) && account.isOver();
    if (evicts) {
      evictOldest();
      makeRoom(config, MAX_EVICTED - 1);
    }
    return evicts;
  }

  /** Evicts some of this partition's part of what is too much and says whether there is more. */
  boolean evictPartOfExcess(CacheConfig config) {
    if (!evicts(config)) {
      return false;
    }
    long part = account.partOfExcess();
    for (int i = 0; i < Math.min(MAX_EVICTED, part); i++) {
      evictOldest();
    }
    return account.partOfExcess() > 0;
  }

  private static boolean evicts(CacheConfig config) {
    return config.onFull() == CacheConfig.OnFull.EVICT;
  }

  private void makeRoomForOne() {
    boolean alone = store.size() <= 1;
    if (alone ? !account.isTooFarOver() : !account.isFarOver()) {
      long ownTick = alone ? EntryStore.NO_TICK : store.victimTick();
      Optional<PartitionAccount> elder = account.olderThan(ownTick, random);
      if (elder.isPresent()) {
        ask(elder.get());
        return;
      }
    }
    evictOldest();
  }

  private void ask(PartitionAccount one) {
    if (one.ask()) {
      requests.ask(one.partition(), cache);
    }
  }

  private void evictOldest() {
    store.victim().map(Entry::key).ifPresent(evict);
  }
}
