package io.aitta.replica;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.aitta.core.model.CacheKey;
import io.aitta.core.operation.Get;
import io.aitta.core.reply.Lookup;
import io.aitta.directory.Leader;
import io.aitta.protocol.Answer;
import io.aitta.protocol.Response;
import io.aitta.testing.cluster.TestingCluster;
import io.aitta.testing.cluster.TestingNode;
import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.pekko.actor.Address;
import org.junit.jupiter.api.Test;

class ThreeNodesTest {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final int PARTITIONS = 64;
  private static final String ALL_THREE =
      "aitta.cluster { start-with-members = 3, start-wait = 5m }";
  private static final String QUICK_TO_NOTICE =
      "pekko.cluster.failure-detector.acceptable-heartbeat-pause = 10s";

  @Test
  void start_leadsEachPartitionOnceEvenlyWithoutAMove() throws Exception {
    try (TestingCluster cluster = TestingCluster.of(1, ALL_THREE)) {
      TestingNode first = cluster.node(0);
      Queue<Integer> changes = new ConcurrentLinkedQueue<>();
      first.directory().onLeaderChange(changes::add);
      cluster.join(ALL_THREE);
      cluster.join(ALL_THREE);

      cluster.awaitLed(PARTITIONS, first, cluster.node(1), cluster.node(2));

      for (int i = 0; i < 3; i++) {
        assertThat(cluster.node(i).replicas().leads()).hasSizeBetween(21, 22);
        assertThat(leaders(cluster.node(i))).isEqualTo(leaders(first));
        assertThat(cluster.node(i).directory().hasQuorum()).isTrue();
      }
      await("each partition found its leader once")
          .atMost(PATIENCE)
          .untilAsserted(() -> assertThat(changes).hasSize(PARTITIONS));
      assertThat(readEverywhere(first)).isEqualTo(PARTITIONS);
    }
  }

  @Test
  void leave_handsThePartitionsOver() {
    try (TestingCluster cluster = TestingCluster.of(3)) {
      TestingNode leaving = cluster.node(0);
      cluster.awaitLed(PARTITIONS, leaving, cluster.node(1), cluster.node(2));
      Map<Integer, Leader> before = leaders(leaving);
      Queue<Address> removed = new ConcurrentLinkedQueue<>();
      cluster.node(1).directory().onMemberRemoved(removed::add);

      leaving.leave();

      cluster.awaitLed(PARTITIONS, cluster.node(1), cluster.node(2));
      await()
          .atMost(PATIENCE)
          .untilAsserted(() -> assertThat(cluster.node(1).replicas().leads()).hasSize(32));
      await()
          .atMost(PATIENCE)
          .untilAsserted(() -> assertThat(removed).containsExactly(leaving.address()));
      Map<Integer, Leader> after = leaders(cluster.node(1));
      before.forEach(
          (partition, leader) -> {
            if (leader.node().equals(leaving.address())) {
              assertThat(after.get(partition).epoch()).isGreaterThan(leader.epoch());
            } else {
              assertThat(after.get(partition)).as("of a node that stays").isEqualTo(leader);
            }
          });
      leaving.awaitStopped();
      assertThat(leaving.lastWords()).isEmpty();
    }
  }

  @Test
  void crash_lastNode_othersLeadItsPartitions() {
    assertOthersTakeOver(2);
  }

  @Test
  void crash_coordinatorsNode_othersLeadItsPartitions() {
    assertOthersTakeOver(0);
  }

  @Test
  void join_thirdNode_takesItsShareAndNoMore() {
    try (TestingCluster cluster = TestingCluster.of(2)) {
      cluster.awaitLed(PARTITIONS, cluster.node(0), cluster.node(1));

      TestingNode third = cluster.join("");

      await()
          .atMost(PATIENCE)
          .untilAsserted(() -> assertThat(third.replicas().leads()).hasSize(21));
      cluster.awaitLed(PARTITIONS, cluster.node(0), cluster.node(1), third);
      assertThat(third.replicas().leads()).hasSize(21);
    }
  }

  private static void assertOthersTakeOver(int crashing) {
    try (TestingCluster cluster = TestingCluster.of(3, QUICK_TO_NOTICE)) {
      cluster.awaitLed(PARTITIONS, cluster.node(0), cluster.node(1), cluster.node(2));
      TestingNode one = cluster.node((crashing + 1) % 3);
      TestingNode other = cluster.node((crashing + 2) % 3);
      Map<Integer, Leader> before = leaders(one);
      Set<Integer> lost = cluster.node(crashing).replicas().leads().keySet();

      cluster.node(crashing).crash();

      cluster.awaitLed(PARTITIONS, one, other);
      assertThat(one.directory().hasQuorum()).isTrue();
      assertThat(lost)
          .isNotEmpty()
          .allSatisfy(
              partition ->
                  assertThat(one.directory().leaderOf(partition).orElseThrow().epoch())
                      .isGreaterThan(before.get(partition).epoch()));
    }
  }

  private static Map<Integer, Leader> leaders(TestingNode node) {
    return IntStream.range(0, PARTITIONS)
        .boxed()
        .collect(
            Collectors.toMap(
                Function.identity(), number -> node.directory().leaderOf(number).orElseThrow()));
  }

  private static int readEverywhere(TestingNode node) throws Exception {
    int misses = 0;
    for (int partition = 0; partition < PARTITIONS; partition++) {
      Response response =
          node.ask(partition, new Get(CacheKey.of("absent"), true)).get(60, TimeUnit.SECONDS);
      misses += ((Answer.Done) response.answer()).reply() instanceof Lookup.Miss ? 1 : 0;
    }
    return misses;
  }
}
