package io.aitta.replica;

import io.aitta.core.replication.protocol.Counter;
import io.aitta.core.replication.protocol.Counters;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/** What all replicas of a node have counted together, a moment ago. Thread-safe. */
final class ReplicaTally {
  private final Map<Counter, LongAdder> sums = adders(Counter.class);
  private final Map<OwnerChange, LongAdder> owners = adders(OwnerChange.class);

  private final AtomicInteger ready = new AtomicInteger();

  /** A replica has what its node's disk had, if there is one, and runs from now on. */
  void runs() {
    ready.incrementAndGet();
  }

  /** How many replicas run, or have run. */
  int running() {
    return ready.get();
  }

  Map<Counter, Long> snapshot() {
    return snapshot(Counter.class, sums);
  }

  /** A partition is led here from now on. */
  void ownerChanged(OwnerChange change) {
    owners.get(change).increment();
  }

  Map<OwnerChange, Long> ownerChanges() {
    return snapshot(OwnerChange.class, owners);
  }

  private static <E extends Enum<E>> Map<E, LongAdder> adders(Class<E> type) {
    Map<E, LongAdder> adders = new EnumMap<>(type);
    for (E one : type.getEnumConstants()) {
      adders.put(one, new LongAdder());
    }
    return adders;
  }

  private static <E extends Enum<E>> Map<E, Long> snapshot(
      Class<E> type, Map<E, LongAdder> adders) {
    Map<E, Long> snapshot = new EnumMap<>(type);
    adders.forEach((one, sum) -> snapshot.put(one, sum.sum()));
    return snapshot;
  }

  /** The part of one replica. Not thread-safe. */
  final class Share {
    private final Map<Counter, Long> added = new EnumMap<>(Counter.class);

    /** Adds what the replica has counted since the last time. */
    void add(Counters counters) {
      for (Counter counter : Counter.values()) {
        long now = counters.get(counter);
        long former = added.getOrDefault(counter, 0L);
        if (now != former) {
          added.put(counter, now);
          sums.get(counter).add(now - former);
        }
      }
    }
  }
}
