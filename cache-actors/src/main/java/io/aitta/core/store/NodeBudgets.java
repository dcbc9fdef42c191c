package io.aitta.core.store;

import io.aitta.core.catalog.CacheId;
import io.aitta.core.model.CacheConfig;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What the caches use of one node's memory, shared by the partitions on it: limits are the node's,
 * never a partition's. A node may keep the part of a cache's cluster-wide limits that the
 * partitions it leads are of all. Thread-safe.
 */
public final class NodeBudgets {
  private final ConcurrentHashMap<CacheId, CacheBudget> caches = new ConcurrentHashMap<>();
  private volatile Leads leads = new Leads(1, 1);

  /** How many partitions the node leads, of how many there are. */
  record Leads(int led, int of) {}

  /**
   * Says how many partitions the node leads; until it is said, all of them.
   *
   * @throws IllegalArgumentException when that is under 0 or over all
   */
  public void leads(int led, int of) {
    if (led < 0 || of < 1 || led > of) {
      throw new IllegalArgumentException("a node cannot lead " + led + " of " + of + " partitions");
    }
    leads = new Leads(led, of);
  }

  /** How many entries the partitions of this node hold of a cache. */
  public long entries(CacheId cache) {
    CacheBudget budget = caches.get(cache);
    return budget == null ? 0 : budget.entries();
  }

  /** How many bytes the partitions of this node hold of a cache. */
  public long bytes(CacheId cache) {
    CacheBudget budget = caches.get(cache);
    return budget == null ? 0 : budget.bytes();
  }

  /** Opens the account of one partition with the budget of one cache; to be closed. */
  public PartitionAccount open(CacheId cache, CacheConfig config, int partition) {
    PartitionAccount[] opened = new PartitionAccount[1];
    caches.compute(
        cache,
        (id, known) -> {
          CacheBudget budget = known == null ? new CacheBudget() : known;
          opened[0] = new PartitionAccount(this, cache, config, budget, partition);
          budget.add(opened[0]);
          return budget;
        });
    return opened[0];
  }

  void close(PartitionAccount account) {
    caches.computeIfPresent(
        account.cache(), (id, budget) -> budget.remove(account) ? null : budget);
  }

  Leads leads() {
    return leads;
  }
}
