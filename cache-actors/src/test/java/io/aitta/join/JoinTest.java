package io.aitta.join;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import com.typesafe.config.ConfigFactory;
import io.aitta.testing.cluster.TestingCluster;
import io.aitta.testing.cluster.TestingNode;
import java.time.Duration;
import java.util.List;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.Props;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.cluster.MemberStatus;
import org.apache.pekko.cluster.typed.Cluster;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class JoinTest {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final String PATIENT = "aitta.cluster.join-timeout = 5m\n";

  private TestingCluster cluster;
  private TestingNode first;

  @BeforeEach
  void start() {
    cluster = TestingCluster.of(1);
    first = cluster.node(0);
    cluster.awaitUp(1);
  }

  @AfterEach
  void stop() {
    cluster.close();
  }

  @Test
  void seeds_letTheNodeIn() {
    cluster.start(PATIENT + seeds(first.hostPort()));
    cluster.awaitUp(2);
  }

  @Test
  void dns_letsTheNodeIn() {
    cluster.start(
        PATIENT
            + "aitta.cluster { join = dns, seeds-dns = \"localhost:%d\" }"
                .formatted(first.address().getPort().orElseThrow()));
    cluster.awaitUp(2);
  }

  @Test
  void otherPartitions_areRefusedWithASentence() {
    TestingNode other =
        cluster.start(PATIENT + "aitta.partitions = 32\n" + seeds(first.hostPort()));

    assertThat(awaitLastWords(other))
        .isEqualTo(
            new LastWords(
                "this node has aitta.partitions = 32, the cluster at %s has 64: start it with aitta.partitions = 64"
                    .formatted(first.hostPort()),
                LastWords.CONFIGURATION));
    assertThat(first.directory().peers()).hasSize(1);
  }

  @Test
  void nobodyAnswers_stopsTheNodeInTime() {
    first.crash();
    first.awaitStopped();
    TestingNode lost = cluster.start("aitta.cluster.join-timeout = 2s\n" + seeds(first.hostPort()));

    LastWords words = awaitLastWords(lost);

    assertThat(words.sentence())
        .startsWith("no node of the cluster let this one in within 2000 ms (asked ")
        .contains(first.hostPort());
    assertThat(words.exitCode()).isEqualTo(LastWords.CANNOT_JOIN);
  }

  @Test
  void knownButNeverMadeFull_stopsTheNodeInTime() {
    TestingNode known = cluster.start("pekko.cluster.min-nr-of-members = 2");
    Cluster itsCluster = Cluster.get(known.system());
    itsCluster.manager().tell(org.apache.pekko.cluster.typed.Join.create(known.address()));
    await()
        .atMost(PATIENCE)
        .until(() -> itsCluster.selfMember().status().equals(MemberStatus.joining()));

    known
        .system()
        .systemActorOf(joining(known, Duration.ofMillis(500)), "joining-late", Props.empty());
    LastWords words = awaitLastWords(known);

    assertThat(words.sentence())
        .startsWith("the cluster has known this node for more than 1500 ms")
        .contains(first.hostPort());
    assertThat(words.exitCode()).isEqualTo(LastWords.CANNOT_JOIN);
  }

  @Test
  void form_makesAClusterWhereNobodyAnswers() {
    first.crash();
    first.awaitStopped();
    TestingNode former =
        cluster.start(PATIENT + "aitta.cluster.form = on\n" + seeds(first.hostPort()));

    cluster.awaitLed(64, former);
    assertThat(former.lastWords()).isEmpty();
  }

  @Test
  void takenPort_endsInASentence() {
    int port = first.address().getPort().orElseThrow();
    String settings =
        "pekko.remote.artery.canonical { hostname = 127.0.0.1, port = %d }".formatted(port);

    Throwable failure = catchThrowable(() -> cluster.start(settings));

    assertThat(LastWords.ofFailure(failure, ConfigFactory.parseString(settings)).sentence())
        .startsWith("the cluster port " + first.hostPort() + " is taken by another process");
  }

  /** What lets a node look for a cluster at the first one, for so long. */
  private Behavior<Joining.Event> joining(TestingNode node, Duration timeout) {
    List<String> hostPorts = List.of(first.hostPort());
    JoinSettings settings =
        new JoinSettings(JoinSettings.Mode.SEEDS, hostPorts, "", false, timeout);
    SeedSource seeds = new SeedSource.Listed(List.of(Seed.parse(first.hostPort())), "a list");
    return Joining.create(settings, seeds, Adapter.toClassic(node.system()).deadLetters());
  }

  private static LastWords awaitLastWords(TestingNode node) {
    await().atMost(PATIENCE).until(() -> node.lastWords().isPresent());
    return node.lastWords().orElseThrow();
  }

  private static String seeds(String hostPort) {
    return "aitta.cluster { join = seeds, seeds = [\"%s\"] }".formatted(hostPort);
  }
}
