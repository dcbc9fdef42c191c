package io.aitta.multijvm.faults;

import static io.aitta.multijvm.http.Uris.cache;
import static io.aitta.multijvm.http.Uris.entry;
import static io.aitta.multijvm.http.Uris.freshCache;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.aitta.join.LastWords;
import io.aitta.multijvm.http.Answer;
import io.aitta.multijvm.http.Api;
import io.aitta.multijvm.http.RawConnection;
import io.aitta.multijvm.process.JvmCluster;
import io.aitta.multijvm.process.JvmNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Nodes that leave, crash, pause and come back, seen from the nodes that stay. */
final class NodeLifeTest {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final int ENDED_BY_SIGTERM = 143;
  private static final Duration LEAVE_DELAY = Duration.ofSeconds(2);

  /** The detector is the product's but for some seconds, and partitions move all at once. */
  private static final String SETTINGS =
      """
      pekko.cluster.failure-detector.acceptable-heartbeat-pause = 10s
      pekko.coordinated-shutdown.phases.service-requests-done.timeout = 60s
      aitta.sharding { max-moves = 64, rebalance-interval = 1s }
      aitta.http { request-timeout = 15s, stop-timeout = 50s, leave-delay = 2s }
      """;

  private static JvmCluster cluster;

  private final String cache = freshCache();
  private final Keys keys = new Keys(cache);

  @BeforeAll
  static void startCluster() {
    cluster = JvmCluster.named("node-life").configuration(SETTINGS).start();
  }

  @AfterAll
  static void stopCluster() {
    if (cluster != null) {
      cluster.close();
    }
  }

  /** Each test finds the first three nodes. */
  @BeforeEach
  void makeWhole() {
    cluster.nodes().stream()
        .limit(3)
        .filter(node -> !node.process().isAlive())
        .forEach(JvmNode::restart);
    cluster.awaitSettled();
    api(0).putJson(cache(cache), "{\"ttl\":\"1h\"}").is(201);
  }

  @Test
  void stoppedNode_takesItsPidFileAlongAndTheOthersServeEveryKey() throws IOException {
    JvmNode node = cluster.node(1);
    Path file = node.runDirectory().resolve(node.name() + ".pid");
    assertThat(Files.readString(file).trim()).isEqualTo(Long.toString(node.process().pid()));

    stopGracefully(node);

    assertThat(file).doesNotExist();
    cluster.awaitSettled();
    awaitWritableThrough(0, 2);
    JsonNode configuration = api(0).get(cache(cache)).is(200).json();
    node.restart();
    cluster.awaitSettled();
    awaitWritableThrough(0, 1, 2);
    assertThat(api(1).get(cache(cache)).is(200).json()).isEqualTo(configuration);
  }

  @Test
  void leavingNode_answersWhatItHasTaken() throws IOException {
    JvmNode node = cluster.node(0);
    try (RawConnection request = RawConnection.to(node.httpPort())) {
      request.send("PUT " + entry(cache, "late") + " HTTP/1.1\r\nHost: localhost\r\n");
      request.send("Expect: 100-continue\r\nContent-Length: 4\r\n\r\n").answer().is(100);
      node.process().terminate();
      await()
          .atMost(PATIENCE)
          .pollDelay(Duration.ZERO)
          .until(() -> isReady(node.url()), ready -> !ready);
      request.send("late").answer().is(201);
    }
    assertThat(node.process().awaitExit()).isEqualTo(ENDED_BY_SIGTERM);
  }

  @Test
  void killedNode_isReplacedAndComesBackAndNoEntityTagComesAgain() {
    List<String> before = etags();
    cluster.node(0).kill();
    awaitWritableThrough(1, 2);
    cluster.awaitSettled();
    List<String> after = etags();
    for (int key = 0; key < before.size(); key++) {
      assertThat(after.get(key)).as("of the same value").isNotEqualTo(before.get(key));
    }
    cluster.node(0).restart();
    cluster.awaitSettled();
    awaitWritableThrough(0, 1, 2);
  }

  @Test
  void pausedNode_isReplacedByItsCopies_andEndsWhenItFindsThat() {
    JvmNode node = cluster.node(2);
    node.pause();
    List<JsonNode> answers = keys.write(cluster.node(0).url());
    assertThat(answers)
        .extracting(line -> line.path("status").asInt())
        .as("lines of a batch, of which some are for the paused node, whose copies take over")
        .containsOnly(201);
    awaitWritableThrough(0, 1);
    awaitRemoved(node.name());
    node.resume();
    assertThat(node.process().awaitExit()).isEqualTo(LastWords.LOST);
    assertThat(node.process().output().lines().filter(line -> line.startsWith("aitta: ")))
        .as("last words")
        .hasSize(1)
        .allMatch(words -> words.endsWith("start it again and it joins anew"));
  }

  @Test
  void newNode_joinsServesEveryKeyAndLeaves_onceBalancersKnow() {
    JvmNode added = cluster.addNode();
    cluster.awaitSettled();
    keys.awaitWritable(added.url());
    awaitWritableThrough(0);
    long since = System.nanoTime();
    added.process().terminate();
    await("an end of what it takes")
        .atMost(PATIENCE)
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(10))
        .until(() -> !takes(added.url()));
    assertThat(Duration.ofNanos(System.nanoTime() - since)).isGreaterThanOrEqualTo(LEAVE_DELAY);
    assertThat(added.process().awaitExit()).isEqualTo(ENDED_BY_SIGTERM);
    cluster.awaitSettled();
    awaitWritableThrough(0, 1, 2);
  }

  private static void stopGracefully(JvmNode node) {
    int code = node.stop();
    assertThat(code)
        .withFailMessage(() -> node.process().failure("did not stop cleanly").getMessage())
        .isEqualTo(ENDED_BY_SIGTERM);
  }

  private void awaitWritableThrough(int... nodes) {
    for (int node : nodes) {
      keys.awaitWritable(cluster.node(node).url());
    }
  }

  /** Its copies take over long before the cluster gives it up; only then is its place lost. */
  private static void awaitRemoved(String name) {
    await(name + " is no member any more")
        .atMost(PATIENCE)
        .until(
            () ->
                !api(0)
                    .get("/v1/cluster")
                    .json()
                    .path("members")
                    .findValuesAsText("name")
                    .contains(name));
  }

  private List<String> etags() {
    List<JsonNode> lines = keys.write(cluster.node(1).url());
    List<String> etags = lines.stream().map(line -> line.path("etag").asText()).toList();
    assertThat(etags).allMatch(etag -> etag.startsWith("\""));
    return etags;
  }

  private static boolean isReady(URI node) {
    return answers(() -> new Api(node).get("/health/ready"), 200);
  }

  private boolean takes(URI node) {
    return answers(() -> new Api(node).get(entry(cache, "none")), 404);
  }

  private static boolean answers(Supplier<Answer> question, int status) {
    try {
      return question.get().status() == status;
    } catch (UncheckedIOException gone) {
      return false;
    }
  }

  private static Api api(int node) {
    return new Api(cluster.node(node).url());
  }
}
