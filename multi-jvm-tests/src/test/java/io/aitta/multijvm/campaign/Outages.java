package io.aitta.multijvm.campaign;

import io.aitta.multijvm.campaign.fault.Fault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** How long keys could not be written, and clusters were not whole, by the name of the fault. */
final class Outages {
  private final Map<String, List<Duration>> ofKeys = new TreeMap<>();
  private final Map<String, List<Duration>> untilWhole = new TreeMap<>();
  private String last = "";

  /**
   * Percentiles of durations, by the nearest rank.
   *
   * @param count how many durations there are
   */
  record Percentiles(int count, long p50Millis, long p99Millis, long maxMillis) {
    static Percentiles of(List<Duration> durations) {
      List<Duration> sorted = durations.stream().sorted().toList();
      return new Percentiles(
          sorted.size(), millis(sorted, 0.50), millis(sorted, 0.99), millis(sorted, 1));
    }

    private static long millis(List<Duration> sorted, double share) {
      int rank = (int) Math.ceil(share * sorted.size());
      return sorted.isEmpty() ? 0 : sorted.get(Math.max(rank, 1) - 1).toMillis();
    }
  }

  /**
   * @param keys for each key that was probed
   * @param whole from the fault until all nodes and copies were there again
   */
  void add(Fault fault, List<Duration> keys, Duration whole) {
    if (!keys.isEmpty()) {
      ofKeys.computeIfAbsent(fault.name(), unseen -> new ArrayList<>()).addAll(keys);
    }
    untilWhole.computeIfAbsent(fault.name(), unseen -> new ArrayList<>()).add(whole);
    String unwritable =
        keys.isEmpty() ? "" : "keys back after %d ms, ".formatted(Collections.max(keys).toMillis());
    last = "%swhole after %.1f s".formatted(unwritable, whole.toMillis() / 1000.0);
  }

  /** The latest fault's, in words. */
  String last() {
    return last;
  }

  Map<String, Percentiles> unwritable() {
    return percentiles(ofKeys);
  }

  Map<String, Percentiles> untilWhole() {
    return percentiles(untilWhole);
  }

  /** Percentiles by name. */
  static Map<String, Percentiles> percentiles(Map<String, List<Duration>> durations) {
    Map<String, Percentiles> percentiles = new TreeMap<>();
    durations.forEach((name, all) -> percentiles.put(name, Percentiles.of(all)));
    return percentiles;
  }
}
