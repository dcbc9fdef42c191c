package io.aitta.multijvm.faults;

import static io.aitta.multijvm.http.Uris.entry;
import static io.aitta.multijvm.http.Uris.freshCache;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.aitta.multijvm.http.Answer;
import io.aitta.multijvm.http.Api;
import io.aitta.multijvm.process.JvmCluster;
import io.aitta.multijvm.process.JvmNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Nodes that leave, crash, pause and come back, seen from the nodes that stay. */
final class NodeLifeTest {
  private static final Duration RECOVERY = Duration.ofSeconds(60);
  private static final int KEYS = 60;
  private static final int ENDED_BY_SIGTERM = 143;

  private final String cache = freshCache();
  private JvmCluster cluster;

  @BeforeEach
  void startCluster() {
    cluster = JvmCluster.named("node-life").start();
    api(0).putJson("/v1/caches/" + cache, "{}").is(201);
  }

  @AfterEach
  void stopCluster() {
    if (cluster != null) {
      cluster.close();
    }
  }

  @Test
  void pidFile_hasTheJvmsOwnPidAndGoesWithIt() throws IOException {
    JvmNode node = cluster.node(2);
    Path file = node.runDirectory().resolve(node.name() + ".pid");
    assertThat(Files.readString(file).trim()).isEqualTo(Long.toString(node.process().pid()));
    stopGracefully(node);
    assertThat(file).doesNotExist();
  }

  @Test
  void stoppedNode_leavesQuicklyAndTheOthersServeEveryKey() {
    stopGracefully(cluster.node(1));
    awaitMembers(2);
    awaitEveryKeyIsWritable(0, 2);
    cluster.node(1).restart();
    awaitMembers(3);
    awaitEveryKeyIsWritable(0, 1, 2);
  }

  @Test
  void leavingNode_answersWhatItHasTakenAndStopsBeingReady() {
    JvmNode node = cluster.node(0);
    node.process().terminate();
    List<Integer> seen = new ArrayList<>();
    long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (node.process().isAlive() && System.nanoTime() < deadline) {
      try {
        seen.add(new Api(node.url()).get("/health/ready").status());
      } catch (UncheckedIOException gone) {
        break;
      }
    }
    assertThat(seen).isSubsetOf(200, 503);
    int firstRefusal = seen.indexOf(503);
    assertThat(firstRefusal < 0 ? List.<Integer>of() : seen.subList(firstRefusal, seen.size()))
        .as("readiness does not come back once it is gone")
        .doesNotContain(200);
    assertThat(node.process().awaitExit(Duration.ofSeconds(15))).isEqualTo(ENDED_BY_SIGTERM);
  }

  @Test
  void killedNode_isReplacedAndComesBack() {
    cluster.node(0).kill();
    awaitEveryKeyIsWritable(1, 2);
    awaitMembers(2, 1);
    cluster.node(0).restart();
    awaitMembers(3);
    awaitEveryKeyIsWritable(0, 1, 2);
  }

  @Test
  void pausedNode_makesNobodyHangAndComesBackByItself() {
    JvmNode node = cluster.node(2);
    node.pause();
    for (int i = 0; i < 8; i++) {
      long before = System.nanoTime();
      Answer answer = api(i % 2).put(entry(cache, "p" + i), "v");
      assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(9));
      assertThat(answer.status()).as(answer.toString()).isIn(201, 204, 503, 504);
      answer.is(answer.status());
      if (answer.status() > 500) {
        answer.isProblem(answer.status());
      }
    }
    node.resume();
    awaitEveryKeyIsWritable(0, 1);
    await().atMost(RECOVERY).until(() -> !node.process().isAlive() || readyStatus(node) == 200);
  }

  @Test
  void newNode_joinsAndServesEveryKey() {
    cluster.addNode();
    awaitMembers(4);
    awaitEveryKeyIsWritable(0, 3);
  }

  private static void stopGracefully(JvmNode node) {
    int code = node.stop(Duration.ofSeconds(15));
    assertThat(code)
        .withFailMessage(() -> node.process().failure("did not stop cleanly").getMessage())
        .isEqualTo(ENDED_BY_SIGTERM);
  }

  private void awaitMembers(int count) {
    awaitMembers(count, 0);
  }

  private void awaitMembers(int count, int askedNode) {
    await()
        .atMost(RECOVERY)
        .ignoreExceptions()
        .untilAsserted(
            () ->
                assertThat(
                        StreamSupport.stream(
                                api(askedNode)
                                    .get("/v1/cluster")
                                    .is(200)
                                    .json()
                                    .path("members")
                                    .spliterator(),
                                false)
                            .filter(member -> member.path("status").asText().equals("Up")))
                    .hasSize(count));
  }

  private void awaitEveryKeyIsWritable(int... nodes) {
    for (int node : nodes) {
      for (int key = 0; key < KEYS; key++) {
        String path = entry(cache, "k" + key);
        await()
            .atMost(RECOVERY)
            .ignoreExceptions()
            .untilAsserted(
                () -> {
                  assertThat(api(node).put(path, "v").status()).isIn(201, 204);
                  api(node).get(path).is(200);
                });
      }
    }
  }

  private static int readyStatus(JvmNode node) {
    try {
      return new Api(node.url()).get("/health/ready").status();
    } catch (UncheckedIOException unreachable) {
      return 0;
    }
  }

  private Api api(int node) {
    return new Api(cluster.node(node).url());
  }
}
