package io.aitta.testing;

import io.aitta.core.catalog.CacheId;
import io.aitta.core.catalog.Catalog;
import io.aitta.core.model.CacheKey;
import io.aitta.core.operation.Operation;
import io.aitta.core.partition.EffectSink;
import io.aitta.core.partition.Partition;
import io.aitta.core.placement.Partitioning;
import io.aitta.core.reply.Reply;
import io.aitta.core.store.LruStore;
import io.aitta.core.store.NodeBudgets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;

/** All partitions, each behind its own lock. Thread-safe. */
final class InMemoryPartitions {
  static final long EPOCH = 1;

  private final Partitioning partitioning;
  private final List<Partition> partitions = new ArrayList<>();
  private final Queue<Eviction> evictions = new ConcurrentLinkedQueue<>();

  private record Eviction(int partition, CacheId cache) {}

  InMemoryPartitions(Partitioning partitioning, Supplier<Catalog> catalog) {
    this.partitioning = partitioning;
    NodeBudgets budgets = new NodeBudgets();
    for (int number = 0; number < partitioning.partitions(); number++) {
      partitions.add(
          new Partition(
              number,
              EPOCH,
              catalog,
              budgets,
              LruStore::new,
              (partition, cache) -> evictions.add(new Eviction(partition, cache)),
              EffectSink.NONE));
    }
  }

  int count() {
    return partitions.size();
  }

  int of(CacheKey key) {
    return partitioning.partitionOf(key);
  }

  Optional<Reply> execute(int number, CacheId cache, Operation<?> operation, long now) {
    Partition partition = partitions.get(number);
    Optional<Reply> reply;
    synchronized (partition) {
      reply = partition.execute(cache, operation, now);
    }
    evict(now);
    return reply;
  }

  void sweep(long now) {
    for (Partition partition : partitions) {
      boolean more = true;
      while (more) {
        synchronized (partition) {
          more = partition.sweep(now);
        }
      }
    }
  }

  /** Outside of any partition's lock: requests go from one partition to another. */
  private void evict(long now) {
    for (Eviction next = evictions.poll(); next != null; next = evictions.poll()) {
      Partition partition = partitions.get(next.partition());
      synchronized (partition) {
        partition.evictFor(next.cache(), now);
      }
    }
  }
}
