package io.aitta.core.store;

import io.aitta.core.catalog.CacheId;
import io.aitta.core.model.CacheConfig;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * What one partition uses of a node's budget for one cache, and how old its victim is, so that the
 * partitions of a node find an old entry together without a common queue. The partition's own
 * thread uses it; {@link #ask} and {@link #partition} are for all threads.
 */
public final class PartitionAccount {
  /** How many other partitions' victims are looked at: as good as all, by measurement. */
  private static final int SAMPLES = 4;

  private final NodeBudgets node;
  private final CacheId cache;
  private final CacheBudget budget;
  private final int partition;
  private long entries;
  private long bytes;
  private long lastTick;
  private CacheConfig config;
  private NodeBudgets.Leads leads;
  private NodeLimits limits;
  private boolean counted = true;
  private boolean closed;
  private volatile boolean asked;
  private volatile long victimTick = EntryStore.NO_TICK;

  PartitionAccount(
      NodeBudgets node, CacheId cache, CacheConfig config, CacheBudget budget, int partition) {
    this.node = node;
    this.cache = cache;
    this.budget = budget;
    this.partition = partition;
    configure(config);
  }

  /** Takes over the limits of another configuration. */
  public final void configure(CacheConfig changed) {
    config = changed;
    leads = node.leads();
    limits = NodeLimits.of(config, leads.led(), leads.of());
  }

  CacheId cache() {
    return cache;
  }

  public int partition() {
    return partition;
  }

  /**
   * Counts what the partition uses, or no more: a copy keeps its entries in the order of the node's
   * ticks, but neither fills its limits nor is asked to evict. To be followed by {@link #settle}.
   */
  public void count(boolean count) {
    if (counted != count) {
      counted = count;
      takeAsked();
      budget.use(count ? entries : -entries, count ? bytes : -bytes);
    }
  }

  /** A tick for {@link EntryStore#put}; where nothing is ever evicted they stand still. */
  public long nextTick() {
    if (!limits().areNone()) {
      lastTick = budget.nextTick();
    }
    return lastTick;
  }

  /** The most bytes an entry may have to be kept on this node at all. */
  public long largestEntry() {
    return limits().bytes();
  }

  /** Sets what the partition uses now and which of its entries was used the longest ago. */
  public void settle(EntryStore store) {
    if (entries != store.size() || bytes != store.bytes()) {
      if (counted) {
        budget.use(store.size() - entries, store.bytes() - bytes);
      }
      entries = store.size();
      bytes = store.bytes();
    }
    publish(store.victimTick());
  }

  /** Says which entry was used the longest ago. */
  public void publish(long tick) {
    long shown = counted ? tick : EntryStore.NO_TICK;
    if (victimTick != shown) {
      victimTick = shown;
    }
  }

  /** Uses more where the node has room for it; using less is always possible. */
  public boolean reserve(long moreEntries, long moreBytes) {
    if (!budget.tryUse(moreEntries, moreBytes, limits())) {
      return false;
    }
    entries += moreEntries;
    bytes += moreBytes;
    return true;
  }

  /** Whether the node has to evict more than it was asked for already. */
  public boolean needsRoom() {
    return budget.excessEntries(limits()) > 0 || budget.excessBytes(limits()) > 0;
  }

  /** Whether the node holds more than its limits say. */
  public boolean isOver() {
    return budget.isOver(limits(), 0);
  }

  /** Whether the node is over by so much that it cannot wait for another partition. */
  public boolean isFarOver() {
    return budget.isOver(limits(), 1);
  }

  /** Whether the node is over by all that is tolerated. */
  public boolean isTooFarOver() {
    return budget.isOver(limits(), 2);
  }

  /**
   * How many entries this partition is to evict, as its part of what the node has too much; 0 when
   * it has not.
   */
  public long partOfExcess() {
    double byEntries = (double) budget.excessEntries(limits()) / Math.max(1, budget.entries());
    double byBytes = (double) budget.excessBytes(limits()) / Math.max(1, budget.bytes());
    return (long) Math.ceil(entries * Math.max(0, Math.max(byEntries, byBytes)));
  }

  /**
   * The account whose victim is the oldest of four others', picked by chance among those that have
   * one and are not asked to evict it yet, where that victim is older than the given tick.
   */
  public Optional<PartitionAccount> olderThan(long tick, RandomGenerator random) {
    PartitionAccount[] all = budget.accounts();
    int start = random.nextInt(all.length);
    PartitionAccount oldest = null;
    long oldestTick = tick;
    int samples = 0;
    for (int i = 0; i < all.length && samples < SAMPLES; i++) {
      PartitionAccount other = all[(start + i) % all.length];
      long otherTick = other.victimTick;
      if (other != this && !other.asked && otherTick != EntryStore.NO_TICK) {
        samples++;
        if (otherTick < oldestTick) {
          oldest = other;
          oldestTick = otherTick;
        }
      }
    }
    return Optional.ofNullable(oldest);
  }

  /**
   * Asks the partition to evict its victim, which counts as gone from then on.
   *
   * @return whether it has to be told: it was not asked yet and is still there
   */
  public synchronized boolean ask() {
    if (closed || asked) {
      return false;
    }
    asked = true;
    budget.addPending(1);
    return true;
  }

  /** Whether the partition was asked to evict its victim since this was last called. */
  public synchronized boolean takeAsked() {
    if (!asked) {
      return false;
    }
    asked = false;
    budget.addPending(-1);
    return true;
  }

  /** Gives back what the partition uses. */
  public void close() {
    synchronized (this) {
      takeAsked();
      closed = true;
    }
    count(false);
    node.close(this);
    entries = 0;
    bytes = 0;
    victimTick = EntryStore.NO_TICK;
  }

  private NodeLimits limits() {
    if (!node.leads().equals(leads)) {
      configure(config);
    }
    return limits;
  }
}
