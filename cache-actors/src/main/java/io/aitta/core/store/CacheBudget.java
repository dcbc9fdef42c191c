package io.aitta.core.store;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** What one cache uses of one node, and the accounts of the partitions that use it. Thread-safe. */
final class CacheBudget {
  private final AtomicLong entries = new AtomicLong();
  private final AtomicLong bytes = new AtomicLong();
  private final AtomicLong ticks = new AtomicLong();

  /** How many entries partitions have been asked to evict and have not yet. */
  private final AtomicInteger pending = new AtomicInteger();

  private volatile PartitionAccount[] accounts = {};

  long entries() {
    return entries.get();
  }

  long bytes() {
    return bytes.get();
  }

  int pending() {
    return pending.get();
  }

  /** A tick that is later than any this node's partitions were given for the cache. */
  long nextTick() {
    return ticks.incrementAndGet();
  }

  /** The accounts that are open; not to be changed. */
  PartitionAccount[] accounts() {
    return accounts;
  }

  void use(long moreEntries, long moreBytes) {
    entries.addAndGet(moreEntries);
    bytes.addAndGet(moreBytes);
  }

  /** Uses more where that stays within the limits; using less is always within them. */
  boolean tryUse(long moreEntries, long moreBytes, NodeLimits limits) {
    if (!tryAdd(entries, moreEntries, limits.entries())) {
      return false;
    }
    if (!tryAdd(bytes, moreBytes, limits.bytes())) {
      entries.addAndGet(-moreEntries);
      return false;
    }
    return true;
  }

  void addPending(int more) {
    pending.addAndGet(more);
  }

  /** By how many entries the node is over, those that were asked for already taken off. */
  long excessEntries(NodeLimits limits) {
    return Math.max(0, entries.get() - pending.get()) - limits.entries();
  }

  /** By how many bytes the node is over, those that were asked for already taken off. */
  long excessBytes(NodeLimits limits) {
    long used = bytes.get();
    long expected = pending.get() * averageBytes();
    return Math.max(0, used - expected) - limits.bytes();
  }

  /** How many bytes an entry has on the average; at least 1. */
  long averageBytes() {
    return Math.max(1, bytes.get() / Math.max(1, entries.get()));
  }

  /** Whether the node is over by more than the given number of slacks. */
  boolean isOver(NodeLimits limits, int slacks) {
    return entries.get() - slacks * limits.slackEntries() > limits.entries()
        || bytes.get() - slacks * limits.slackBytes() > limits.bytes();
  }

  synchronized void add(PartitionAccount account) {
    PartitionAccount[] more = Arrays.copyOf(accounts, accounts.length + 1);
    more[accounts.length] = account;
    accounts = more;
  }

  /** Removes an account and says whether it was the last. */
  synchronized boolean remove(PartitionAccount account) {
    accounts = Arrays.stream(accounts).filter(a -> a != account).toArray(PartitionAccount[]::new);
    return accounts.length == 0;
  }

  private static boolean tryAdd(AtomicLong counter, long more, long limit) {
    if (more <= 0) {
      counter.addAndGet(more);
      return true;
    }
    long at = counter.get();
    while (at <= limit - more) {
      if (counter.compareAndSet(at, at + more)) {
        return true;
      }
      at = counter.get();
    }
    return false;
  }
}
