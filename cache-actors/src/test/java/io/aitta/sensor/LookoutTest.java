package io.aitta.sensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.aitta.core.replication.configuration.MemberId;
import io.aitta.directory.Peer;
import io.aitta.directory.TestingDirectory;
import io.aitta.protocol.NodeReplication;
import io.aitta.protocol.NodeStatus;
import io.aitta.protocol.VoterNotice;
import io.aitta.testing.cluster.TestingCluster;
import io.aitta.testing.cluster.TestingNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.StreamSupport;
import org.apache.pekko.actor.Address;
import org.apache.pekko.actor.typed.Props;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.cluster.MemberStatus;
import org.apache.pekko.cluster.typed.Cluster;
import org.junit.jupiter.api.Test;

/** What follows from what members say of each other; here the sensor itself proves nothing. */
class LookoutTest {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Address ELSEWHERE = new Address("pekko", "aitta", "10.0.0.9", 1);

  @Test
  void memberWhoseDirectoryALaterProcessHas_isDeadAndDowned() {
    try (TestingCluster cluster =
        TestingCluster.of(
            2,
            "aitta.partitions = 4\naitta.downing.stable-after = 1h\n"
                + "pekko.cluster.failure-detector.acceptable-heartbeat-pause = 1h")) {
      cluster.awaitUp(2);
      TestingNode watching = cluster.node(0);
      Cluster replaced = Cluster.get(cluster.node(1).system());
      TestingDirectory directory = new TestingDirectory(watching.address());
      directory.peers.add(
          new Peer(replaced.selfMember().uniqueAddress(), MemberStatus.up(), true, Set.of()));
      NodeStatus former = status(1, NodeReplication.NONE.sensedAt(1));
      directory.statuses.put(cluster.node(1).address(), former);
      VoterNotice notice =
          new VoterNotice(new UUID(7, 7), false, List.of(former.member().incarnation()));
      directory.statuses.put(ELSEWHERE, status(2, NodeReplication.NONE.votingAs(notice)));

      List<MemberId> told = new CopyOnWriteArrayList<>();
      look(watching, directory, told);

      await().atMost(PATIENCE).until(() -> !isUp(cluster.node(1).address(), watching));
      assertThat(told).containsExactly(former.member());
    }
  }

  private static void look(TestingNode at, TestingDirectory directory, List<MemberId> told) {
    Cluster cluster = Cluster.get(at.system());
    WatchList list = new WatchList();
    DeathNotice notice =
        new DeathNotice(
            cluster,
            DeadAddresses.of(Adapter.toClassic(at.system()).eventStream()),
            list,
            told::add);
    DeathSensor sensor =
        DeathSensor.start(Sensors.settings(0), Sensors.HOST, new UUID(0, 1), notice);
    at.system().getWhenTerminated().whenComplete((done, failure) -> sensor.close());
    at.system()
        .systemActorOf(
            Lookout.create(
                new Lookout.Tools(directory, sensor, list, notice), Duration.ofMillis(50)),
            "testing-lookout",
            Props.empty());
  }

  private static boolean isUp(Address node, TestingNode asSeenBy) {
    return StreamSupport.stream(
            Cluster.get(asSeenBy.system()).state().getMembers().spliterator(), false)
        .anyMatch(
            member -> member.address().equals(node) && member.status().equals(MemberStatus.up()));
  }

  private static NodeStatus status(long process, NodeReplication replication) {
    return new NodeStatus(
        process, 1, "n", Optional.empty(), "1", process, Map.of(), 0, replication);
  }
}
