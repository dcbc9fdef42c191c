package io.aitta.multijvm.campaign.client;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** Counts by name. Safe for use by several threads. */
public final class Tally {
  private final Map<String, LongAdder> counts = new ConcurrentHashMap<>();

  /** One more of these. */
  public void count(String what) {
    counts.computeIfAbsent(what, unseen -> new LongAdder()).increment();
  }

  /** What there was of each so far, by name. */
  public Map<String, Long> counts() {
    Map<String, Long> sorted = new TreeMap<>();
    counts.forEach((what, count) -> sorted.put(what, count.sum()));
    return sorted;
  }
}
