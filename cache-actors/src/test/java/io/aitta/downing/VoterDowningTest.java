package io.aitta.downing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.aitta.testing.cluster.AittaSystems;
import java.time.Duration;
import java.util.List;
import java.util.stream.StreamSupport;
import org.apache.pekko.actor.Address;
import org.apache.pekko.actor.CoordinatedShutdown;
import org.apache.pekko.cluster.typed.Cluster;
import org.junit.jupiter.api.Test;

/**
 * Whole nodes over real connections, of which some carry nothing any more once there are copies:
 * what only one has nobody else can lead.
 */
class VoterDowningTest {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final String SETTINGS =
      """
      aitta.partitions = 4
      aitta.downing.stable-after = 2s
      pekko.cluster.failure-detector.acceptable-heartbeat-pause = 4s
      pekko.remote.artery.advanced.test-mode = on
      """;

  @Test
  void oneLinkOfThreeBroken_oneOfItsEndsEnds_andTheOthersGoOn() {
    try (AittaSystems cluster = AittaSystems.start(3, SETTINGS)) {
      cluster.awaitCopies(2);
      cut(cluster, 1, 2);

      await().atMost(PATIENCE).until(() -> hasEnded(cluster, 1) || hasEnded(cluster, 2));
      int left = hasEnded(cluster, 1) ? 2 : 1;
      awaitGoesOn(cluster, 2, 0, left);
      assertThat(hasEnded(cluster, left)).isFalse();
    }
  }

  @Test
  void cutOffFromTheMajority_waits_andEndsOnlyWhenItLearnsThatItWasRemoved() {
    try (AittaSystems cluster = AittaSystems.start(3, SETTINGS)) {
      cluster.awaitCopies(2);
      cut(cluster, 0, 2);
      cut(cluster, 1, 2);

      awaitGoesOn(cluster, 2, 0, 1);
      awaitWaits(cluster, 2);
      assertThat(hasEnded(cluster, 2)).isFalse();
      assertThat(members(cluster, 2)).hasSize(3);

      heal(cluster, 0, 2);
      heal(cluster, 1, 2);
      await().atMost(PATIENCE).until(() -> hasEnded(cluster, 2));
      assertThat(CoordinatedShutdown.get(cluster.system(2)).getShutdownReason())
          .contains(CoordinatedShutdown.clusterDowningReason());
      assertThat(hasEnded(cluster, 0) || hasEnded(cluster, 1)).isFalse();
    }
  }

  @Test
  void twoNodes_withoutProof_bothWait_andGoOnWhenTheCutHeals() {
    try (AittaSystems cluster = AittaSystems.start(2, SETTINGS)) {
      cluster.awaitCopies(2);
      cut(cluster, 0, 1);

      awaitWaits(cluster, 0);
      awaitWaits(cluster, 1);
      await()
          .during(Duration.ofSeconds(8))
          .atMost(PATIENCE)
          .until(() -> members(cluster, 0).size() == 2 && members(cluster, 1).size() == 2);

      heal(cluster, 0, 1);
      awaitGoesOn(cluster, 2, 0, 1);
    }
  }

  private static void awaitGoesOn(AittaSystems cluster, int members, int... nodes) {
    for (int node : nodes) {
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () -> {
                assertThat(members(cluster, node)).hasSize(members);
                assertThat(cluster.aitta(node).notReadyBecause()).isEmpty();
              });
    }
  }

  private static void awaitWaits(AittaSystems cluster, int node) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(cluster.aitta(node).notReadyBecause())
                    .hasValueSatisfying(why -> assertThat(why).contains("majority")));
  }

  private static List<Address> members(AittaSystems cluster, int node) {
    return StreamSupport.stream(
            Cluster.get(cluster.system(node)).state().getMembers().spliterator(), false)
        .map(member -> member.address())
        .toList();
  }

  private static boolean hasEnded(AittaSystems cluster, int node) {
    return cluster.system(node).getWhenTerminated().toCompletableFuture().isDone();
  }

  private static void cut(AittaSystems cluster, int one, int other) {
    TestingWire.between(cluster.system(one), cluster.system(other)).cut();
  }

  private static void heal(AittaSystems cluster, int one, int other) {
    TestingWire.between(cluster.system(one), cluster.system(other)).heal();
  }
}
