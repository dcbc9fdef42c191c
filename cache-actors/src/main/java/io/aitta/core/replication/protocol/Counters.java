package io.aitta.core.replication.protocol;

/** What one replica has counted since it began. Not thread-safe. */
public final class Counters {
  private final long[] counts = new long[Counter.values().length];

  public void increment(Counter counter) {
    add(counter, 1);
  }

  public void add(Counter counter, long more) {
    counts[counter.ordinal()] += more;
  }

  public long get(Counter counter) {
    return counts[counter.ordinal()];
  }
}
