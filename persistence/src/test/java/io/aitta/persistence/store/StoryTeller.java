package io.aitta.persistence.store;

import io.aitta.persistence.table.Change;
import io.aitta.persistence.table.StoredSnapshot;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** Writes to a store at random, and remembers what was acknowledged. */
final class StoryTeller {
  final Map<String, TreeMap<Long, byte[]>> events = new TreeMap<>();
  final Map<String, Long> highest = new TreeMap<>();
  final Map<String, byte[]> snapshots = new TreeMap<>();
  private final Map<String, Long> snapshotAt = new TreeMap<>();
  private final Random random;

  StoryTeller(Random random) {
    this.random = random;
  }

  void tell(TestingStore store, int steps) {
    for (int step = 0; step < steps; step++) {
      String id = "log-" + random.nextInt(5);
      switch (random.nextInt(8)) {
        case 0 -> delete(store, id);
        case 1 -> snapshot(store, id);
        default -> append(store, id);
      }
    }
  }

  private void append(TestingStore store, String id) {
    byte[][] some = new byte[1 + random.nextInt(5)][];
    long first = highest.getOrDefault(id, 0L) + 1;
    for (int i = 0; i < some.length; i++) {
      some[i] = new byte[random.nextInt(20) == 0 ? 70_000 : random.nextInt(1500)];
      random.nextBytes(some[i]);
      events.computeIfAbsent(id, unknown -> new TreeMap<>()).put(first + i, some[i]);
    }
    store.append(id, first, some);
    highest.put(id, first + some.length - 1);
  }

  private void delete(TestingStore store, String id) {
    if (highest.containsKey(id)) {
      long to = 1 + (long) (random.nextDouble() * highest.get(id));
      store.deleteTo(id, to);
      events.get(id).headMap(to, true).clear();
    }
  }

  private void snapshot(TestingStore store, String id) {
    long at = highest.getOrDefault(id, 0L);
    byte[] bytes = new byte[random.nextInt(10_000)];
    random.nextBytes(bytes);
    store.submit(new Change.SaveSnapshot(id, new StoredSnapshot(at, 1000 + at, bytes))).join();
    events.computeIfAbsent(id, unknown -> new TreeMap<>());
    highest.put(id, at);
    if (at >= snapshotAt.getOrDefault(id, 0L)) {
      snapshotAt.put(id, at);
      snapshots.put(id, bytes);
    }
  }
}
