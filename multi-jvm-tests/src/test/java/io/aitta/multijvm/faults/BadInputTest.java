package io.aitta.multijvm.faults;

import static io.aitta.multijvm.http.Uris.entry;
import static io.aitta.multijvm.http.Uris.freshCache;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.aitta.multijvm.http.Api;
import io.aitta.multijvm.http.RawConnection;
import io.aitta.multijvm.process.JvmCluster;
import io.aitta.multijvm.process.JvmNode;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Input that no client should send leaves every node healthy, and its memory bounded. */
final class BadInputTest {
  private static final long MEGABYTE = 1 << 20;
  private static JvmCluster cluster;

  private final List<RawConnection> connections = new ArrayList<>();
  private final String cache = freshCache();

  @BeforeAll
  static void startCluster() {
    cluster = JvmCluster.named("bad-input").start();
  }

  @AfterAll
  static void stopCluster() {
    if (cluster != null) {
      cluster.close();
    }
  }

  @AfterEach
  void everyNodeStillServes() throws IOException {
    for (RawConnection connection : connections) {
      connection.close();
    }
    for (JvmNode node : cluster.nodes()) {
      assertThat(node.process().isAlive())
          .withFailMessage(() -> node.process().failure("died").getMessage())
          .isTrue();
      await()
          .atMost(Duration.ofSeconds(20))
          .ignoreExceptions()
          .untilAsserted(() -> api(node).get("/health/ready").is(200));
      api(node).put(entry(cache, node.name()), "v").is(201);
      cluster.nodes().forEach(other -> api(other).get(entry(cache, node.name())).is(200));
    }
  }

  @Test
  void halfSentRequests_holdNothingUp() throws IOException {
    JvmNode node = cluster.node(0);
    String request =
        "PUT " + entry(cache, "half") + " HTTP/1.1\r\nHost: a\r\nContent-Length: 1000\r\n\r\nbody";
    for (int length = 1; length <= request.length(); length += 3) {
      open(node.httpPort()).send(request.substring(0, length));
    }
    api(node).put(entry(cache, "other"), "v").is(201);
    api(node).get(entry(cache, "half")).isProblem(404, "entry-not-found");
  }

  @Test
  void lyingLengths_storeNothing() throws IOException {
    JvmNode node = cluster.node(1);
    String put = "PUT " + entry(cache, "lie") + " HTTP/1.1\r\nHost: a\r\n";
    for (int i = 0; i < 50; i++) {
      open(node.httpPort()).send(put + "Content-Length: 8000000\r\n\r\nshort").finish();
      open(node.httpPort()).send(put + "Transfer-Encoding: chunked\r\n\r\n7fffff\r\nx").finish();
    }
    api(node).put(entry(cache, "other"), "v").is(201);
    api(node).get(entry(cache, "lie")).isProblem(404, "entry-not-found");
  }

  @Test
  void manyUnfinishedLargeBodies_areBounded() throws Exception {
    JvmNode node = cluster.node(2);
    byte[] part = new byte[256 * 1024];
    for (int i = 0; i < 100; i++) {
      RawConnection connection = open(node.httpPort());
      connection.send("PUT " + entry(cache, "big" + i) + " HTTP/1.1\r\nHost: a\r\n");
      connection.send("Content-Length: 8000000\r\n\r\n").send(part);
    }
    assertThat(HeapGauge.liveBytes(node.process())).isLessThan(150 * MEGABYTE);
  }

  @Test
  void garbageOnTheHttpPort_isShakenOff() throws IOException {
    throwGarbageAt(cluster.node(0).httpPort(), 1);
  }

  @Test
  void garbageOnTheClusterPort_isShakenOff() throws IOException {
    throwGarbageAt(cluster.node(0).clusterPort(), 2);
    JvmNode node = cluster.node(1);
    open(node.clusterPort()).request("GET", "/v1/caches");
    open(node.clusterPort()).send("AKKA\u0001").finish();
    open(node.clusterPort()).send("PEKK\u0001").send(new byte[] {-1, -1, -1, 127, 0, 0});
    open(node.clusterPort()).send("AKKA\u0002").send(new byte[64]);
  }

  @Test
  void idleConnections_takeNoRoomFromOthers() throws Exception {
    JvmNode node = cluster.node(0);
    long before = HeapGauge.liveBytes(node.process());
    for (int i = 0; i < 500; i++) {
      open(node.httpPort());
    }
    for (int i = 0; i < 50; i++) {
      api(node).put(entry(cache, "k" + i), "v").is(201);
    }
    assertThat(HeapGauge.liveBytes(node.process()) - before).isLessThan(60 * MEGABYTE);
  }

  @Test
  void endlessHeader_isCutOff() throws IOException {
    RawConnection connection = open(cluster.node(1).httpPort());
    connection.send("GET / HTTP/1.1\r\nHost: a\r\nX: ");
    byte[] more = "x".repeat(64 * 1024).getBytes(US_ASCII);
    assertThat(sendUntilRefused(connection, more)).isLessThan(64);
  }

  private static int sendUntilRefused(RawConnection connection, byte[] more) {
    try {
      for (int i = 0; i < 64; i++) {
        connection.send(more);
        if (connection.available() > 0) {
          return i;
        }
      }
      return 64;
    } catch (IOException refused) {
      return 0;
    }
  }

  private void throwGarbageAt(int port, long seed) throws IOException {
    Random random = new Random(seed);
    for (int i = 0; i < 60; i++) {
      byte[] garbage = new byte[1 + random.nextInt(5000)];
      random.nextBytes(garbage);
      RawConnection connection = open(port);
      try {
        connection.send(garbage).send(garbage);
      } catch (IOException refused) {
        connection.close(); // The node may close at the first bytes.
      }
    }
  }

  private RawConnection open(int port) throws IOException {
    RawConnection connection = RawConnection.to(port);
    connections.add(connection);
    return connection;
  }

  private static Api api(JvmNode node) {
    return new Api(node.url());
  }
}
