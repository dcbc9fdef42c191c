package io.aitta.replica;

import io.aitta.core.replication.protocol.Counter;
import io.aitta.core.replication.protocol.Counters;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;

/** What all replicas of a node have counted together, a moment ago. Thread-safe. */
final class ReplicaTally {
  private final Map<Counter, LongAdder> sums =
      Arrays.stream(Counter.values())
          .collect(
              Collectors.toMap(
                  counter -> counter,
                  counter -> new LongAdder(),
                  (one, other) -> one,
                  () -> new EnumMap<>(Counter.class)));

  Map<Counter, Long> snapshot() {
    Map<Counter, Long> snapshot = new EnumMap<>(Counter.class);
    sums.forEach((counter, sum) -> snapshot.put(counter, sum.sum()));
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
