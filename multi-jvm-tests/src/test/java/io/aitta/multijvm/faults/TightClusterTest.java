package io.aitta.multijvm.faults;

import static io.aitta.multijvm.http.Uris.cache;
import static io.aitta.multijvm.http.Uris.entries;
import static io.aitta.multijvm.http.Uris.entry;
import static io.aitta.multijvm.http.Uris.freshCache;
import static io.aitta.multijvm.http.Uris.increment;
import static io.aitta.multijvm.http.Uris.stats;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.aitta.multijvm.http.Api;
import io.aitta.multijvm.http.RawConnection;
import io.aitta.multijvm.process.JvmCluster;
import io.aitta.multijvm.process.JvmNode;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a cluster refuses whose settings leave little room, and what it does without a majority. */
final class TightClusterTest {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private static final String SETTINGS =
      """
      aitta.http {
        auto-create-caches = off
        max-requests = 2
        max-value-size = 1 KiB
        max-batch-size = 2 KiB
      }
      pekko.cluster.failure-detector.acceptable-heartbeat-pause = 10s
      """;

  private static JvmCluster cluster;

  private final String cache = freshCache();

  @BeforeAll
  static void startCluster() {
    cluster = JvmCluster.named("tight").configuration(SETTINGS).start();
  }

  @AfterAll
  static void stopCluster() {
    if (cluster != null) {
      cluster.close();
    }
  }

  @Test
  void cacheThatNobodyMade_isNotMadeByWriting() {
    api(0).put(entry(cache, "k"), "v").isProblem(404, "cache-not-found");
    api(0).post(increment(cache, "n"), "").isProblem(404, "cache-not-found");
    JsonNode line = api(0).postLines(entries(cache), put("k")).is(200).lines().get(0);
    assertThat(line.path("status").asInt()).isEqualTo(404);
    api(1).get(cache(cache)).isProblem(404, "cache-not-found");

    api(1).putJson(cache(cache), "{}").is(201);

    api(0).put(entry(cache, "k"), "v").is(201);
    api(2).post(increment(cache, "n"), "").is(200);
  }

  @Test
  void requestsBeyondTheMost_areRefusedAtOnceAndNotDone() throws IOException {
    api(0).putJson(cache(cache), "{}").is(201);
    try (RawConnection one = underWay("one");
        RawConnection other = underWay("other")) {
      api(0).put(entry(cache, "third"), "v").isProblem(503, "overloaded");
      api(0).get(entry(cache, "third")).isProblem(503, "overloaded");
      api(0).get("/health/live").is(200);
      api(0).get("/metrics").is(200);
      api(1).get(entry(cache, "third")).isProblem(404, "entry-not-found");
      one.send("v").answer().is(201);
      other.send("v").answer().is(201);
    }
    await().atMost(PATIENCE).untilAsserted(() -> api(0).put(entry(cache, "third"), "v").is(201));
  }

  /** A request that the node has taken and that waits for the one byte of its body. */
  private RawConnection underWay(String key) throws IOException {
    RawConnection request = RawConnection.to(cluster.node(0).httpPort());
    request.send("PUT " + entry(cache, key) + " HTTP/1.1\r\nHost: localhost\r\n");
    request.send("Expect: 100-continue\r\nContent-Length: 1\r\n\r\n").answer().is(100);
    return request;
  }

  @Test
  void greatestSizes_areThoseOfTheSettings() {
    api(0).putJson(cache(cache), "{}").is(201);
    api(0).put(entry(cache, "fits"), new byte[1024]).is(201);
    api(0).put(entry(cache, "large"), new byte[1025]).isProblem(413, "value-too-large");
    String lines = put("a").repeat(100);
    assertThat(lines.length()).isGreaterThan(2048);
    api(0).postLines(entries(cache), lines).isProblem(413);
    assertThat(api(1).get(stats(cache)).is(200).json().path("entries").asLong()).isEqualTo(1);
  }

  @Test
  void nodeWithoutAMajority_writesNothingAndGoesOnWhenTheOthersAreBack() {
    api(0).putJson(cache(cache), "{}").is(201);
    api(0).put(entry(cache, "k"), "before").is(201);
    cluster.node(1).pause();
    cluster.node(2).pause();
    try {
      await("the node knows that it is cut off")
          .atMost(PATIENCE)
          .untilAsserted(
              () -> api(0).put(entry(cache, "k"), "cut off").isProblem(503, "no-quorum"));
      api(0).delete(entry(cache, "k")).isProblem(503, "no-quorum");
      api(0).post(increment(cache, "n"), "").isProblem(503, "no-quorum");
      api(0).putJson(cache("new-" + cache), "{}").isProblem(503, "no-quorum");
      api(0).get("/health/ready").is(503);
    } finally {
      cluster.node(1).resume();
      cluster.node(2).resume();
    }
    cluster.awaitSettled();
    await().atMost(PATIENCE).untilAsserted(() -> api(0).get("/health/ready").is(200));
    assertThat(cluster.nodes()).allMatch(node -> node.process().isAlive());
    for (JvmNode node : cluster.nodes()) {
      Api api = new Api(node.url());
      await().atMost(PATIENCE).untilAsserted(() -> api.put(entry(cache, node.name()), "v").is(201));
    }
    api(1).get(entry(cache, "n")).isProblem(404, "entry-not-found");
    api(1).get(cache("new-" + cache)).isProblem(404, "cache-not-found");
  }

  private static String put(String key) {
    return "{\"op\":\"put\",\"key\":\"%s\",\"value\":\"v\"}\n".formatted(key);
  }

  private static Api api(int node) {
    return new Api(cluster.node(node).url());
  }
}
