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
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Input that no client should send leaves every node healthy, and its memory bounded. */
final class BadInputTest {
  private static final Duration PATIENCE = Duration.ofMinutes(1);
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
      // A body finds no room until the node has noticed that those who took it have hung up.
      await()
          .atMost(PATIENCE)
          .ignoreExceptions()
          .untilAsserted(
              () -> {
                api(node).get("/health/ready").is(200);
                api(node).put(entry(cache, node.name()), "v").is(201);
              });
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

  /** Twice the heap is sent; what a node may hold of it is a quarter of the heap. */
  @Test
  void manyUnfinishedLargeBodies_areBounded() throws IOException {
    JvmNode node = cluster.node(2);
    byte[] part = new byte[4 << 20];
    int cut = 0;
    for (int i = 0; i < 100; i++) {
      RawConnection connection = open(node.httpPort());
      connection.send("PUT " + entry(cache, "big" + i) + " HTTP/1.1\r\nHost: a\r\n");
      cut +=
          trySend(connection, "Content-Length: 8000000\r\n\r\n".getBytes(US_ASCII), part) ? 0 : 1;
    }
    assertThat(HeapGauge.liveBytes(node.process())).isLessThan(150 * MEGABYTE);
    int refused = 85 - cut;
    await().atMost(PATIENCE).until(() -> answered().size() >= refused);
    for (RawConnection connection : answered()) {
      connection.answer().isProblem(503, "overloaded");
    }
  }

  private List<RawConnection> answered() {
    return connections.stream().filter(RawConnection::hasAnswer).toList();
  }

  @Test
  void garbageOnTheHttpPort_isShakenOff() throws IOException {
    throwGarbageAt(cluster.node(0).httpPort(), 1);
  }

  @Test
  void garbageOnTheClusterPort_isShakenOff() throws IOException {
    throwGarbageAt(cluster.node(0).clusterPort(), 2);
    int port = cluster.node(1).clusterPort();
    trySend(open(port), "GET /v1/caches HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(US_ASCII));
    trySend(open(port), "PEKK\1".getBytes(US_ASCII), new byte[] {-1, -1, -1, 127, 0, 0});
    trySend(open(port), "AKKA\2".getBytes(US_ASCII), new byte[64]);
  }

  /** What a node says first to another, and then a frame that is not what it says it is. */
  @Test
  void garbageBehindTheClustersOwnMagic_isShakenOff() throws IOException {
    JvmNode node = cluster.node(1);
    long before = HeapGauge.liveBytes(node.process());
    for (byte stream = 1; stream <= 3; stream++) {
      byte[] head = {'A', 'I', 'T', 'T', stream};
      byte[] oneGigabyte = {0, 0, 0, 64};
      trySend(open(node.clusterPort()), head, oneGigabyte, new byte[4 << 20]);
      byte[] shortFrame = {8, 0, 0, 0};
      trySend(open(node.clusterPort()), head, shortFrame, new byte[8], shortFrame);
      trySend(
          open(node.clusterPort()), head, new byte[] {64, 0, 0, 0}, garbage(new Random(stream)));
    }
    assertThat(HeapGauge.liveBytes(node.process()) - before).isLessThan(40 * MEGABYTE);
    assertThat(node.process().log().resolveSibling(node.name() + ".log").toFile())
        .as("a line for each frame would be many megabytes")
        .isFile()
        .satisfies(log -> assertThat(log.length()).isLessThan(2 * MEGABYTE));
    assertThat(api(node).get("/metrics").text())
        .containsPattern("aitta_remoting_complaints_total [1-9]");
  }

  @Test
  void foreignAndTruncatedBytesOnTheClusterPort_areCountedByConnection() throws IOException {
    JvmNode node = cluster.node(2);
    double before = foreign(node);
    byte[] frame = {4, 0, 0, 0, 'a', 'b', 'c', 'd'};
    send(node, "GET /v1/caches HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(US_ASCII));
    send(node, "PE".getBytes(US_ASCII));
    send(node, "AITT\7".getBytes(US_ASCII), frame);
    send(node, "AITT\1".getBytes(US_ASCII), Arrays.copyOf(frame, 6));
    send(node, "AITT\1".getBytes(US_ASCII), Arrays.copyOf(frame, 2));
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(foreign(node)).isEqualTo(before + 5));
    for (int i = 0; i < 3; i++) {
      send(node, "GET / HTTP/1.1\r\n\r\n".getBytes(US_ASCII));
    }
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(foreign(node)).isEqualTo(before + 8));
  }

  private static double foreign(JvmNode node) {
    String metrics = api(node).get("/metrics").text();
    Matcher value = Pattern.compile("(?m)^aitta_remoting_foreign_total (\\S+)$").matcher(metrics);
    assertThat(value.find()).as(metrics).isTrue();
    return Double.parseDouble(value.group(1));
  }

  /** Sends all there is to come, to the port between nodes. */
  private void send(JvmNode node, byte[]... parts) throws IOException {
    RawConnection connection = open(node.clusterPort());
    trySend(connection, parts);
    try {
      connection.finish();
    } catch (SocketException closed) {
      assertThat(connection).as("ended by the node, which has read enough").isNotNull();
    }
  }

  @Test
  void idleConnections_takeNoRoomFromOthers() throws IOException {
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

  /** Pekko's parser calls itself once for every request that comes in one piece. */
  @Test
  void manyRequestsInOnePiece_areAnsweredInTurn() throws IOException {
    int count = 3_000;
    RawConnection connection = open(cluster.node(0).httpPort());
    connection.send("GET /health/live HTTP/1.1\r\nHost: a\r\n\r\n".repeat(count));
    for (int i = 0; i < count; i++) {
      connection.answer().is(200);
    }
  }

  @Test
  void endlessHeader_isCutOff() throws IOException {
    RawConnection connection = open(cluster.node(1).httpPort());
    connection.send("GET / HTTP/1.1\r\nHost: a\r\nX: ");
    byte[] more = "x".repeat(64 * 1024).getBytes(US_ASCII);
    boolean taken = true;
    for (int i = 0; i < 64 && taken; i++) {
      taken = trySend(connection, more);
    }
    assertThat(statusOrEnd(connection)).as("status; 0 for an end").isIn(0, 400, 413, 431);
  }

  private static int statusOrEnd(RawConnection connection) throws IOException {
    try {
      return connection.answer().status();
    } catch (EOFException | SocketException closed) {
      return 0;
    }
  }

  private void throwGarbageAt(int port, long seed) throws IOException {
    Random random = new Random(seed);
    for (int i = 0; i < 60; i++) {
      trySend(open(port), garbage(random), garbage(random));
    }
  }

  private static byte[] garbage(Random random) {
    byte[] garbage = new byte[1 + random.nextInt(5000)];
    random.nextBytes(garbage);
    return garbage;
  }

  /** False where the node closed the connection at the first bytes, as it may. */
  private static boolean trySend(RawConnection connection, byte[]... parts) {
    try {
      for (byte[] part : parts) {
        connection.send(part);
      }
      return true;
    } catch (IOException closed) {
      return false;
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
