package io.aitta.core.replication.protocol;

import java.util.EnumMap;
import java.util.Map;

/** What one replica has counted since it began. Not thread-safe. */
public final class Counters {
  private final Map<Counter, Long> counts = new EnumMap<>(Counter.class);

  public void increment(Counter counter) {
    add(counter, 1);
  }

  public void add(Counter counter, long more) {
    counts.merge(counter, more, Long::sum);
  }

  public long get(Counter counter) {
    return counts.getOrDefault(counter, 0L);
  }
}
