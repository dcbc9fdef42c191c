package io.aitta.sensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.aitta.core.replication.configuration.MemberId;
import io.aitta.testing.cluster.TestingCluster;
import io.aitta.testing.cluster.TestingNode;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.StreamSupport;
import org.apache.pekko.actor.Address;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.cluster.ClusterEvent;
import org.apache.pekko.cluster.MemberStatus;
import org.apache.pekko.cluster.typed.Cluster;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Nodes with sensors in one JVM. A node whose actor system has ended is dead to the others. */
class SensorWatchTest {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /** Neither missed heartbeats nor broken links do anything in the time of a test. */
  private static final String ONLY_BY_THE_SENSOR =
      """
      aitta.partitions = 4
      aitta.downing.stable-after = 1h
      pekko.cluster.failure-detector.acceptable-heartbeat-pause = 1h
      """;

  private final TestingCluster cluster = TestingCluster.of(3, ONLY_BY_THE_SENSOR);
  private final Map<TestingNode, List<MemberId>> told = new LinkedHashMap<>();
  private final Map<TestingNode, SensorWatch> watches = new LinkedHashMap<>();

  @AfterEach
  void stop() {
    cluster.close();
  }

  @Test
  void crashed_isToldToAll_andRemoved() {
    TestingNode crashing = cluster.node(0);
    watchAll(crashing, cluster.node(1), cluster.node(2));
    MemberId dead = member(crashing);
    crashing.crash();
    for (TestingNode living : List.of(cluster.node(1), cluster.node(2))) {
      await().atMost(PATIENCE).until(() -> members(living) == 2);
      assertThat(told.get(living)).containsExactly(dead);
      assertThat(watches.get(living).dead()).containsExactly(dead);
    }
  }

  @Test
  void addressOfADeadProcess_isAvailableToAnother() {
    TestingNode crashing = cluster.node(2);
    watchAll(cluster.node(0), cluster.node(1), crashing);
    crashing.crash();
    crashing.awaitStopped();
    await().atMost(PATIENCE).until(() -> members(cluster.node(0)) == 2);
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                !isMarked(cluster.node(0), crashing.address())
                    && !isMarked(cluster.node(1), crashing.address()));

    TestingNode successor =
        cluster.join(
            ONLY_BY_THE_SENSOR
                + "pekko.remote.artery.canonical.port = "
                + crashing.address().getPort().orElseThrow());
    assertThat(successor.address()).isEqualTo(crashing.address());
    watch(successor);
    awaitReached(successor, 2);
    awaitReached(cluster.node(0), 3);
    successor.crash();
    await().atMost(PATIENCE).until(() -> told.get(cluster.node(0)).size() == 2);
  }

  @Test
  void left_isRemovedInOrder_andNobodyIsDowned() {
    TestingNode leaving = cluster.node(2);
    watchAll(cluster.node(0), cluster.node(1), leaving);
    MemberId left = member(leaving);
    leaving.leave();
    await().atMost(PATIENCE).until(() -> members(cluster.node(0)) == 2);
    leaving.awaitStopped();
    await().atMost(PATIENCE).until(() -> told.get(cluster.node(0)).contains(left));
    assertThat(leaving.lastWords()).isEmpty();
  }

  @Test
  void disabled_saysAndWatchesNothing() {
    TestingNode node = cluster.node(0);
    SensorSettings off =
        new SensorSettings(
            false,
            0,
            Duration.ofSeconds(1),
            Duration.ofSeconds(1),
            Duration.ofSeconds(1),
            Duration.ofSeconds(1),
            Duration.ofSeconds(1),
            Duration.ofSeconds(1),
            1);
    cluster.awaitUp(3);
    SensorWatch none =
        SensorWatch.start(node.system(), off, member(node), node.directory(), dead -> {});
    assertThat(none.dead()).isEmpty();
    assertThat(none.counters().greeted()).isZero();
    assertThat(node.directory().statuses().get(node.address()).replication().sensorPort()).isZero();
  }

  private void watchAll(TestingNode... nodes) {
    cluster.awaitUp(nodes.length);
    Arrays.stream(nodes).forEach(this::watch);
    Arrays.stream(nodes).forEach(node -> awaitReached(node, nodes.length - 1));
  }

  private void watch(TestingNode node) {
    await().atMost(PATIENCE).until(() -> hasOwnStatus(node));
    List<MemberId> deaths = new CopyOnWriteArrayList<>();
    told.put(node, deaths);
    watches.put(
        node,
        SensorWatch.start(
            node.system(),
            SensorSettings.of(node.system().settings().config()),
            member(node),
            node.directory(),
            deaths::add));
  }

  private void awaitReached(TestingNode node, int others) {
    await().atMost(PATIENCE).until(() -> watches.get(node).counters().greeted() >= others);
  }

  private static boolean hasOwnStatus(TestingNode node) {
    return node.directory().statuses().containsKey(node.address());
  }

  private static MemberId member(TestingNode node) {
    return node.directory().statuses().get(node.address()).member();
  }

  private static int members(TestingNode node) {
    return Cluster.get(node.system()).selfMember().status().equals(MemberStatus.up())
        ? (int) StreamSupport.stream(state(node).getMembers().spliterator(), false).count()
        : 0;
  }

  private static ClusterEvent.CurrentClusterState state(TestingNode node) {
    return Cluster.get(node.system()).state();
  }

  private static boolean isMarked(TestingNode node, Address address) {
    return DeadAddresses.of(Adapter.toClassic(node.system()).eventStream())
        .contains(address.toString());
  }
}
