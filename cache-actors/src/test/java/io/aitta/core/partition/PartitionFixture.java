package io.aitta.core.partition;

import io.aitta.core.catalog.CacheId;
import io.aitta.core.catalog.Catalog;
import io.aitta.core.model.CacheConfig;
import io.aitta.core.model.CacheConfig.OnFull;
import io.aitta.core.model.CacheKey;
import io.aitta.core.model.CacheName;
import io.aitta.core.model.CacheStatistics;
import io.aitta.core.model.CacheValue;
import io.aitta.core.model.Condition;
import io.aitta.core.model.Lifetime;
import io.aitta.core.model.ScanPosition;
import io.aitta.core.model.Selector;
import io.aitta.core.model.Tags;
import io.aitta.core.model.Version;
import io.aitta.core.operation.Get;
import io.aitta.core.operation.ListPage;
import io.aitta.core.operation.Operation;
import io.aitta.core.operation.Put;
import io.aitta.core.operation.ReadStatistics;
import io.aitta.core.reply.Lookup;
import io.aitta.core.reply.PageReply;
import io.aitta.core.reply.Reply;
import io.aitta.core.reply.StatisticsReply;
import io.aitta.core.store.LruStore;
import io.aitta.core.store.NodeBudgets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** The partitions of one node and one cache, with a time and a catalog to set. */
final class PartitionFixture {
  static final CacheName NAME = new CacheName("c");

  final NodeBudgets budgets = new NodeBudgets();
  final List<Effect> effects = new ArrayList<>();
  final Deque<Integer> asked = new ArrayDeque<>();
  final List<Partition> partitions = new ArrayList<>();
  Catalog catalog = Catalog.EMPTY;
  long now = 1_000_000;
  private long changes;

  PartitionFixture(int count, CacheConfig config) {
    configure(config);
    for (int number = 0; number < count; number++) {
      partitions.add(
          new Partition(
              number,
              7,
              () -> catalog,
              budgets,
              LruStore::new,
              (partition, cache) -> asked.add(partition),
              effects::add));
    }
  }

  static CacheConfig limited(long maxEntries, long maxBytes, OnFull onFull) {
    return new CacheConfig(0, 0, maxEntries, maxBytes, onFull, true, CacheConfig.Durability.NONE);
  }

  static CacheValue value(int bytes) {
    return CacheValue.copyOf(new byte[bytes], "a/b");
  }

  static Put put(String key, int bytes) {
    return new Put(CacheKey.of(key), value(bytes), Lifetime.INHERITED, Tags.NONE, Condition.ALWAYS);
  }

  static Put living(String key, long ttl) {
    return new Put(
        CacheKey.of(key),
        value(1),
        Lifetime.INHERITED.withTimeToLive(ttl),
        Tags.NONE,
        Condition.ALWAYS);
  }

  void configure(CacheConfig config) {
    changes++;
    catalog = catalog.configured(NAME, config, new Version(1, changes));
  }

  void drop() {
    changes++;
    catalog = catalog.dropped(NAME, new Version(1, changes));
  }

  CacheId cache() {
    return catalog.idOf(NAME).orElseThrow();
  }

  Partition only() {
    return partitions.get(0);
  }

  Partition of(String key) {
    return partitions.get((int) Long.remainderUnsigned(CacheKey.of(key).hash(), partitions.size()));
  }

  Reply run(Operation<?> operation) {
    return run(only(), operation);
  }

  Reply run(Partition partition, Operation<?> operation) {
    return partition.execute(cache(), operation, now).orElseThrow();
  }

  Reply put(String key) {
    return run(of(key), put(key, 1));
  }

  boolean get(String key) {
    return run(of(key), new Get(CacheKey.of(key), true)) instanceof Lookup.Hit;
  }

  /** Delivers what partitions ask of each other. */
  void deliver() {
    while (!asked.isEmpty()) {
      partitions.get(asked.poll()).evictFor(cache(), now);
    }
  }

  void sweepAll() {
    for (Partition partition : partitions) {
      while (partition.sweep(now)) {}
    }
  }

  CacheStatistics statistics() {
    CacheStatistics sum = CacheStatistics.ZERO;
    for (Partition partition : partitions) {
      sum = sum.plus(statistics(partition));
    }
    return sum;
  }

  CacheStatistics statistics(Partition partition) {
    return ((StatisticsReply) run(partition, new ReadStatistics())).statistics();
  }

  List<Lookup.Hit> content(Partition partition) {
    List<Lookup.Hit> hits = new ArrayList<>();
    Optional<ScanPosition> at = Optional.empty();
    do {
      PageReply page =
          (PageReply) run(partition, new ListPage(new Selector.All(), at, 100, 1_000_000, true));
      hits.addAll(page.entries());
      at = page.next();
    } while (at.isPresent());
    return hits;
  }
}
