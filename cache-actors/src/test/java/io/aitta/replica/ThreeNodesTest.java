package io.aitta.replica;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.aitta.core.model.CacheKey;
import io.aitta.core.model.CacheValue;
import io.aitta.core.model.Condition;
import io.aitta.core.model.Lifetime;
import io.aitta.core.model.Tags;
import io.aitta.core.operation.Get;
import io.aitta.core.operation.Put;
import io.aitta.core.replication.configuration.Configuration;
import io.aitta.core.replication.configuration.MemberId;
import io.aitta.core.replication.protocol.Input;
import io.aitta.core.reply.Lookup;
import io.aitta.directory.Leader;
import io.aitta.join.LastWords;
import io.aitta.protocol.Answer;
import io.aitta.protocol.Response;
import io.aitta.testing.cluster.TestingCluster;
import io.aitta.testing.cluster.TestingNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.Address;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.junit.jupiter.api.Test;

class ThreeNodesTest {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final int PARTITIONS = 64;
  private static final CacheKey KEY = CacheKey.of("k");
  private static final String ALL_THREE =
      "aitta.cluster { start-with-members = 3, start-wait = 5m }";
  private static final String QUICK_TO_NOTICE =
      "pekko.cluster.failure-detector.acceptable-heartbeat-pause = 10s";

  @Test
  void start_leadsEachPartitionOnceEvenlyWithoutAMove() throws Exception {
    try (TestingCluster cluster = TestingCluster.of(1, ALL_THREE)) {
      TestingNode first = cluster.node(0);
      Queue<Integer> changes = new ConcurrentLinkedQueue<>();
      first.directory().onLeaderChange(changes::addAll);
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
            }
          });
      leaving.awaitStopped();
      assertThat(leaving.lastWords()).isEmpty();
    }
  }

  @Test
  void leave_withTheOnlyCopies_waitsUntilTheOtherHasThem() throws Exception {
    String hurried = "aitta.replication.leave-timeout = 1ms";
    try (TestingCluster cluster = TestingCluster.of(1, hurried)) {
      TestingNode first = cluster.node(0);
      cluster.awaitLed(PARTITIONS, first);
      for (int partition = 0; partition < PARTITIONS; partition++) {
        first.ask(partition, put()).get(60, TimeUnit.SECONDS);
      }
      TestingNode second = cluster.join(hurried);
      cluster.awaitUp(2);
      await().atMost(PATIENCE).until(() -> first.directory().statuses().size() == 2);

      first.leave();

      cluster.awaitLed(PARTITIONS, second);
      first.awaitStopped();
      for (int partition = 0; partition < PARTITIONS; partition++) {
        Response found = second.ask(partition, new Get(KEY, true)).get(60, TimeUnit.SECONDS);
        assertThat(((Answer.Done) found.answer()).reply()).isInstanceOf(Lookup.Hit.class);
      }
    }
  }

  @Test
  void proofOfDeath_isPassedOn_alsoByThoseWhoWereTold() {
    MemberId dead = new MemberId("dead", new UUID(1, 2));
    try (TestingCluster cluster = TestingCluster.of(2)) {
      TestingNode first = cluster.node(0);
      TestingNode second = cluster.node(1);
      cluster.awaitUp(2);

      first.replicas().onDied(dead);

      await()
          .atMost(PATIENCE)
          .untilAsserted(() -> assertThat(saidDead(first, second)).containsExactly(dead));
    }
  }

  @Test
  void replicaThatFails_isLedElsewhereAndEndsItsNodeInASentence() {
    try (TestingCluster cluster = TestingCluster.of(3)) {
      TestingNode failing = cluster.node(2);
      cluster.awaitLed(PARTITIONS, cluster.node(0), cluster.node(1), failing);
      cluster.awaitCopies(PARTITIONS, 2, cluster.node(0));
      int partition = failing.replicas().leads().keySet().iterator().next();
      Leader before = cluster.node(0).directory().leaderOf(partition).orElseThrow();

      fail(failing, partition);

      cluster.awaitLed(PARTITIONS, cluster.node(0), cluster.node(1));
      failing.awaitStopped();
      assertThat(failing.replicas().failed()).isEqualTo(1);
      assertThat(failing.lastWords())
          .hasValueSatisfying(
              words -> {
                assertThat(words.exitCode()).isEqualTo(LastWords.FAULT);
                assertThat(words.sentence()).startsWith("the copy of partition " + partition);
              });
      Leader after = cluster.node(0).directory().leaderOf(partition).orElseThrow();
      assertThat(after.epoch()).isGreaterThan(before.epoch());
      assertThat(
              cluster.node(0).directory().statuses().values().stream()
                  .flatMap(status -> status.replication().leads().values().stream())
                  .mapToInt(Configuration::losses))
          .as("nothing began anew")
          .containsOnly(0);
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
      cluster.awaitCopies(PARTITIONS, 2, cluster.node(0));
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

  private static Put put() {
    CacheValue value = CacheValue.copyOf("v".getBytes(UTF_8), "text/plain");
    return new Put(KEY, value, Lifetime.INHERITED, Tags.NONE, Condition.ALWAYS);
  }

  /** Errors are not among the faults that a replica survives. */
  private static void fail(TestingNode node, int partition) {
    Input fault =
        new Input.Maintain(
            (led, now) -> {
              throw new AssertionError("the test means to");
            });
    Adapter.toClassic(node.system())
        .actorSelection("/system/aitta-replicas/replica-" + partition)
        .tell(new ReplicaEvent.Take(fault), ActorRef.noSender());
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

  /** The dead that a node speaks of, as another one has heard. */
  private static List<MemberId> saidDead(TestingNode hears, TestingNode says) {
    return Optional.ofNullable(hears.directory().statuses().get(says.address()))
        .map(status -> status.replication().dead())
        .orElse(List.of());
  }
}
