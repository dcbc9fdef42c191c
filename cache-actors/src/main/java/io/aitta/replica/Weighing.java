package io.aitta.replica;

import io.aitta.core.placement.WeightClass;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Weighs the partitions that are led here, and tells the others where that is news: another
 * partition, or one that weighs much more or less than was told. A load is a mean over the last
 * half minute or so; of a partition that came from elsewhere it goes on from what was told there.
 * Not thread-safe.
 */
final class Weighing {
  private static final long PERIOD = TimeUnit.SECONDS.toNanos(1);

  /** In which the mean forgets all but a third of what was. */
  private static final double MEMORY_SECONDS = 20;

  private final PartitionGauges gauges;
  private final KnownWeights known;
  private final Consumer<Map<Integer, WeightClass>> tell;
  private Map<Integer, Rate> rates = new HashMap<>();
  private Map<Integer, WeightClass> told = Map.of();
  private boolean begun;
  private long weighedAt;

  private record Rate(long requests, double perSecond) {}

  /**
   * @param known what others say, from which a load goes on
   * @param tell says the weights of all that is led here
   */
  Weighing(PartitionGauges gauges, KnownWeights known, Consumer<Map<Integer, WeightClass>> tell) {
    this.gauges = gauges;
    this.known = known;
    this.tell = tell;
  }

  /** Weighs these, unless it has just done so. */
  void weigh(Set<Integer> led, long nanoTime) {
    if (begun && nanoTime - weighedAt < PERIOD) {
      return;
    }
    double seconds = begun ? (nanoTime - weighedAt) / 1e9 : 0;
    begun = true;
    weighedAt = nanoTime;
    Map<Integer, Rate> next = new HashMap<>();
    led.forEach(partition -> next.put(partition, rate(partition, seconds)));
    rates = next;
    tellNews();
  }

  private Rate rate(int partition, double seconds) {
    long requests = gauges.requests(partition);
    Rate former = rates.get(partition);
    if (former == null || seconds == 0) {
      return new Rate(requests, known.requestsPerSecond(partition));
    }
    double latest = (requests - former.requests()) / seconds;
    double share = 1 - Math.exp(-seconds / MEMORY_SECONDS);
    return new Rate(requests, former.perSecond() + share * (latest - former.perSecond()));
  }

  private void tellNews() {
    Map<Integer, WeightClass> now = new TreeMap<>();
    rates.forEach(
        (partition, rate) ->
            now.put(
                partition,
                KnownWeights.classOf(gauges.bytes(partition), Math.round(rate.perSecond()))));
    if (!now.keySet().equals(told.keySet()) || isFarFromTold(now)) {
      told = now;
      tell.accept(Map.copyOf(now));
    }
  }

  private boolean isFarFromTold(Map<Integer, WeightClass> now) {
    return now.entrySet().stream()
        .anyMatch(weight -> weight.getValue().isFarFrom(told.get(weight.getKey())));
  }
}
