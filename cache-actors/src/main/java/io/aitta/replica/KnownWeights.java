package io.aitta.replica;

import io.aitta.core.placement.Weight;
import io.aitta.core.placement.WeightClass;
import io.aitta.protocol.NodeStatus;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * The weights of all partitions as their leaders told them last. One of which nothing was told
 * weighs what an idle one does. Not thread-safe.
 */
final class KnownWeights {
  /** What a partition weighs beside its entries and requests: what differs less is left alone. */
  private static final Weight IDLE = new Weight(1 << 20, 1 << 10);

  private final Map<Integer, WeightClass> classes = new HashMap<>();

  KnownWeights(int partitions) {
    for (int partition = 0; partition < partitions; partition++) {
      classes.put(partition, WeightClass.of(IDLE));
    }
  }

  /** The class of a partition of so many bytes that is asked so much. */
  static WeightClass classOf(long bytes, long requestsPerSecond) {
    return WeightClass.of(
        new Weight(IDLE.bytes() + bytes, IDLE.load() + Math.max(0, requestsPerSecond)));
  }

  /** Takes note of what nodes say. */
  void hear(Collection<NodeStatus> statuses) {
    statuses.forEach(
        status ->
            status
                .replication()
                .weights()
                .forEach((partition, told) -> classes.replace(partition, told)));
  }

  /** What a partition is asked, as was told last. */
  double requestsPerSecond(int partition) {
    return (double) classes.get(partition).weight().load() - IDLE.load();
  }

  /** The weights of all partitions. */
  Map<Integer, Weight> weights() {
    Map<Integer, Weight> weights = new HashMap<>();
    classes.forEach((partition, known) -> weights.put(partition, known.weight()));
    return weights;
  }
}
