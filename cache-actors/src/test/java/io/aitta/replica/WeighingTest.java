package io.aitta.replica;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.aitta.core.placement.Weight;
import io.aitta.core.placement.WeightClass;
import io.aitta.protocol.NodeReplication;
import io.aitta.protocol.NodeStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class WeighingTest {
  private static final WeightClass IDLE = KnownWeights.classOf(0, 0);

  private final PartitionGauges gauges = new PartitionGauges(8);
  private final KnownWeights known = new KnownWeights(8);
  private final List<Map<Integer, WeightClass>> told = new ArrayList<>();
  private final Weighing weighing = new Weighing(gauges, known, told::add);
  private long seconds;

  @Test
  void partitionsThatAreLed_areToldOnce() {
    weigh(Set.of(1, 2));
    weigh(Set.of(1, 2));
    assertThat(told).containsExactly(Map.of(1, IDLE, 2, IDLE));
  }

  @Test
  void anotherPartition_isNews_andSoIsOneLess() {
    weigh(Set.of(1));
    weigh(Set.of(1, 2));
    weigh(Set.of(2));
    assertThat(told).containsExactly(Map.of(1, IDLE), Map.of(1, IDLE, 2, IDLE), Map.of(2, IDLE));
  }

  @Test
  void bytes_areToldWhenThereAreManyMore() {
    weigh(Set.of(1));
    gauges.note(1, 100_000, 0);
    weigh(Set.of(1));
    assertThat(told).hasSize(1);
    gauges.note(1, 5 << 20, 0);
    weigh(Set.of(1));
    assertThat(told).hasSize(2);
    Weight weight = told.get(1).get(1).weight();
    assertThat((double) weight.bytes()).isCloseTo(6 << 20, within(0.2 * (6 << 20)));
    assertThat(weight.load()).isEqualTo(1024);
  }

  @Test
  void load_isAMeanOverSomeTime() {
    weigh(Set.of(1));
    for (int i = 1; i <= 60; i++) {
      gauges.note(1, 0, 3_000L * i);
      weigh(Set.of(1));
    }
    long load = told.get(told.size() - 1).get(1).weight().load();
    assertThat((double) load).isCloseTo(1_024 + 3_000, within(0.3 * 4_024));
    assertThat(told.size()).isBetween(3, 6);
  }

  @Test
  void load_thatCameOnlyForAMoment_isNoNews() {
    weigh(Set.of(1));
    gauges.note(1, 0, 4_000);
    weigh(Set.of(1));
    assertThat(told).hasSize(1);
  }

  @Test
  void load_goesOnFromWhatTheFormerLeaderTold() {
    known.hear(List.of(status(Map.of(1, KnownWeights.classOf(0, 3_072)))));
    gauges.note(1, 0, 50_000);
    weigh(Set.of(1));
    assertThat(told.get(0).get(1).weight().load()).isEqualTo(4_096);
  }

  @Test
  void weighing_sooner_isLeft() {
    weigh(Set.of(1));
    weighing.weigh(Set.of(1, 2), TimeUnit.SECONDS.toNanos(seconds) + 1);
    assertThat(told).hasSize(1);
  }

  @Test
  void partitionOfWhichNothingWasTold_weighsWhatAnIdleOneDoes() {
    known.hear(List.of(status(Map.of(2, new WeightClass(100, 60), 900, IDLE))));
    assertThat(known.weights()).hasSize(8);
    assertThat(known.weights().get(1)).isEqualTo(IDLE.weight());
    assertThat(known.weights().get(2)).isEqualTo(new WeightClass(100, 60).weight());
  }

  private void weigh(Set<Integer> led) {
    seconds++;
    weighing.weigh(led, TimeUnit.SECONDS.toNanos(seconds));
  }

  private static NodeStatus status(Map<Integer, WeightClass> weights) {
    NodeReplication replication = NodeReplication.NONE.weighing(weights);
    return new NodeStatus(1, 1, "n", Optional.empty(), "", 1, Map.of(), 0, replication);
  }
}
