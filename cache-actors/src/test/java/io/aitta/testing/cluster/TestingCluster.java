package io.aitta.testing.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.pekko.cluster.Member;
import org.apache.pekko.cluster.MemberStatus;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.Join;

/** A cluster of nodes in one JVM. Closing it stops all of them. */
public final class TestingCluster implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final TestingNetwork network = new TestingNetwork();
  private final List<TestingNode> nodes = new ArrayList<>();

  private TestingCluster() {}

  /** Starts nodes that wait for each other before they place partitions. */
  public static TestingCluster of(int size) {
    return of(size, "");
  }

  /**
   * Starts nodes that wait for each other before they place partitions, however long it takes.
   *
   * @param settings HOCON that each of them has beside
   */
  public static TestingCluster of(int size, String settings) {
    TestingCluster cluster = new TestingCluster();
    String together =
        "aitta.cluster { start-with-members = %d, start-wait = 5m }%n".formatted(size);
    for (int i = 0; i < size; i++) {
      cluster.join(together + settings);
    }
    return cluster;
  }

  /** Starts a node that joins the first. */
  public TestingNode join(String settings) {
    TestingNode node = start(settings);
    Cluster.get(node.system()).manager().tell(new Join(nodes.get(0).address()));
    return node;
  }

  /** Starts a node that finds the cluster as the settings say, if at all. */
  public TestingNode start(String settings) {
    TestingNode node = TestingNode.start(network, settings);
    nodes.add(node);
    return node;
  }

  public TestingNode node(int index) {
    return nodes.get(index);
  }

  /** Waits until these nodes lead all partitions among them, each once, and all of them know it. */
  public void awaitLed(int partitions, TestingNode... living) {
    await("all partitions are led and known")
        .atMost(PATIENCE)
        .untilAsserted(() -> assertLed(partitions, living));
  }

  /** Waits until each partition has that many copies in sync, as its leader says. */
  public void awaitCopies(int partitions, int copies, TestingNode node) {
    await("all partitions have " + copies + " copies")
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(HeardCopies.partitionsWith(copies, node.directory()))
                    .isEqualTo(partitions));
  }

  private static void assertLed(int partitions, TestingNode... living) {
    Map<Integer, Long> led = new TreeMap<>();
    int sum = 0;
    for (TestingNode node : living) {
      led.putAll(node.replicas().leads());
      sum += node.replicas().leads().size();
    }
    assertThat(led).hasSize(partitions);
    assertThat(sum).as("nothing is led twice").isEqualTo(partitions);
    for (TestingNode node : living) {
      led.forEach(
          (partition, epoch) ->
              assertThat(node.directory().leaderOf(partition))
                  .hasValueSatisfying(leader -> assertThat(leader.epoch()).isEqualTo(epoch)));
    }
  }

  /** Waits until that many members are up, as each of them sees it. */
  public void awaitUp(int members) {
    for (TestingNode node : nodes) {
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () ->
                  assertThat(Cluster.get(node.system()).state().getMembers())
                      .hasSize(members)
                      .extracting(Member::status)
                      .containsOnly(MemberStatus.up()));
    }
  }

  @Override
  public void close() {
    nodes.forEach(TestingNode::crash);
    nodes.forEach(TestingNode::awaitStopped);
  }
}
