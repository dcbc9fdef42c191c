package io.aitta.sensor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Processes of a cluster are killed until one is left. */
class ClusterDeathTest {
  /** Neither missed heartbeats nor broken links do anything in the time of a test. */
  private static final String ONLY_BY_THE_SENSOR =
      """
      pekko.cluster.failure-detector.acceptable-heartbeat-pause = 1h
      aitta.downing.stable-after = 1h
      """;

  @Test
  void killed_isRemovedByTheOthers_theOldestAndOneOfTwoToo() {
    try (ProcessCluster cluster = ProcessCluster.start(3, ONLY_BY_THE_SENSOR)) {
      ProcessCluster.Node oldest = cluster.node(0);
      ProcessCluster.Node second = cluster.node(1);
      ProcessCluster.Node last = cluster.node(2);

      oldest.process().kill();
      second.awaitSaid("DEAD", oldest);
      second.awaitSaid("REMOVED", oldest);
      last.awaitSaid("REMOVED", oldest);

      second.process().kill();
      last.awaitSaid("REMOVED", second);
      assertThat(last.process().isAlive()).isTrue();
    }
  }
}
