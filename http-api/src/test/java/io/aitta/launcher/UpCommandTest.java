package io.aitta.launcher;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.aitta.console.OperatorException;
import io.aitta.join.LastWords;
import io.aitta.node.Ports;
import io.aitta.node.ReadinessProbe;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code up} as a process of its own, with processes for nodes. */
final class UpCommandTest {
  private static final Duration LONG = Duration.ofMinutes(2);
  private static final int START_ATTEMPTS = 5;
  private static final String HOST = "127.0.0.1";

  @TempDir Path directory;
  private Path runDirectory;
  private int httpPort;
  private final List<Process> started = new ArrayList<>();

  @BeforeEach
  void choosePorts() throws IOException {
    runDirectory = Files.createDirectory(directory.resolve("run"));
    httpPort = fourFreePorts();
  }

  @AfterEach
  void endProcesses() throws InterruptedException {
    for (Process process : started) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly().waitFor();
    }
  }

  @Test
  void up_allReady_printsTheLineAndOnSigtermStopsEveryNode() throws Exception {
    Process up = readyUp("first");
    List<ProcessHandle> nodes = up.descendants().toList();
    assertThat(nodes).hasSize(2);
    assertThat(pidIn("node-1")).isIn(nodes.stream().map(ProcessHandle::pid).toList());

    up.destroy();

    assertThat(up.waitFor(120, TimeUnit.SECONDS)).isTrue();
    assertThat(up.exitValue()).isEqualTo(143);
    assertThat(nodes).noneMatch(ProcessHandle::isAlive);
    assertThat(text("first.out"))
        .isEqualTo(
            "aitta is ready: http://%s:%d http://%s:%d%n"
                .formatted(HOST, httpPort, HOST, httpPort + 1));
    assertThat(text("first.err")).doesNotContain("has ended").doesNotContain("aitta:");
    assertThat(text("run/node-2.out")).contains("node-2 left");
    assertThat(runDirectory.resolve("node-1.pid")).doesNotExist();
  }

  @Test
  void up_isReadyOnceEveryPartitionHasItsCopies() throws Exception {
    Path copies = Files.createDirectories(runDirectory).resolve("copies");
    Files.writeString(copies, "3");
    readyUp("first");
    assertThat(copies).hasContent("0");
    assertThat(text("first.err")).doesNotContain("copies");
  }

  @Test
  void up_tellsNodesTheirPlaces() throws Exception {
    readyUp("first");
    String first = clusterPort() + "]";
    String all = HOST + ":" + clusterPort() + "," + HOST + ":" + (clusterPort() + 1);
    assertThat(text("run/node-1.out")).contains("--seeds, " + HOST + ":" + clusterPort() + ",");
    assertThat(text("run/node-1.out")).doesNotContain(all);
    assertThat(text("run/node-2.out")).contains("--seeds, " + all).doesNotContain(first);
  }

  @Test
  void up_nodeDies_isReportedAndTheRestGoOn() throws Exception {
    Process up = readyUp("first");
    ProcessHandle.of(pidIn("node-2")).orElseThrow().destroyForcibly();
    await().atMost(LONG).until(() -> text("first.err").contains("node-2 has ended"));
    assertThat(text("first.err"))
        .contains("exit code 137 (signal 9)", "node-2.log", "the other 1 goes on");
    assertThat(runDirectory.resolve("node-2.pid")).doesNotExist();
    assertThat(up.isAlive()).isTrue();
    assertThat(up.descendants()).hasSize(1);
  }

  @Test
  void up_nodeLosesItsCluster_isStartedAgainToJoinTheOthers() throws Exception {
    Process up = readyUp("first");
    long before = pidIn("node-1");

    lose(httpPort);

    awaitReadyAgain("node-1", before);
    assertThat(text("first.err"))
        .contains("node-1 has lost its cluster (exit code 5) and is started again")
        .contains("1 of at most 5 times within 10 minutes")
        .doesNotContain("has ended");
    String seeds = "--seeds, %s:%d,%s:%d,".formatted(HOST, clusterPort() + 1, HOST, clusterPort());
    assertThat(text("run/node-1.out")).contains(seeds);
    assertThat(text("run/node-1.out.1")).contains("lost touch");
    assertThat(up.descendants()).hasSize(2);
  }

  @Test
  void up_partOfANodeFails_isStartedAgain() throws Exception {
    Process up = readyUp("first");
    long before = pidIn("node-2");

    end(httpPort + 1, "fail");

    awaitReadyAgain("node-2", before);
    assertThat(text("first.err"))
        .contains("node-2 has failed in a part (exit code 7) and is started again");
    assertThat(up.descendants()).hasSize(2);
  }

  @Test
  void up_allNodesLoseEachOther_theLastFormsTheClusterAnew() throws Exception {
    readyUp("first");
    Files.writeString(runDirectory.resolve("node-1.broken"), "");
    lose(httpPort);
    await().atMost(LONG).until(() -> text("first.err").contains("node-1 has ended"));
    long before = pidIn("node-2");

    lose(httpPort + 1);

    awaitReadyAgain("node-2", before);
    assertThat(text("run/node-2.out"))
        .contains("--seeds, %s:%d,".formatted(HOST, clusterPort() + 1));
  }

  @Test
  void up_nodeLosesItsClusterTooOften_isGivenUp() throws Exception {
    Process up = readyUp("first");

    for (int i = 0; i < Restarts.MOST; i++) {
      long before = pidIn("node-2");
      lose(httpPort + 1);
      awaitReadyAgain("node-2", before);
    }
    lose(httpPort + 1);

    await().atMost(LONG).until(() -> text("first.err").contains("node-2 has ended"));
    assertThat(text("first.err"))
        .contains("node-2 has lost its cluster more than 5 times within 10 minutes");
    assertThat(up.descendants()).hasSize(1);
  }

  @Test
  void up_startTimeoutThatIsNoTime_isRefused() {
    TestingConsole console = new TestingConsole();
    assertThat(console.run("up", "--start-timeout=0", "--run-dir=" + runDirectory)).isEqualTo(2);
    assertThat(console.err()).contains("--start-timeout is 0, but must be 1 or more seconds");
  }

  @Test
  void patience_isLongerThanAWholeShutdownOfANode() {
    Config shutdown = ConfigFactory.load().getConfig("pekko.coordinated-shutdown");
    Duration usual = shutdown.getDuration("default-phase-timeout");
    Config phases = shutdown.getConfig("phases");
    Duration longest =
        phases.root().keySet().stream()
            .map(phases::getConfig)
            .map(phase -> phase.hasPath("timeout") ? phase.getDuration("timeout") : usual)
            .reduce(Duration.ZERO, Duration::plus);
    assertThat(UpCommand.PATIENCE).isGreaterThan(longest.plusSeconds(5));
  }

  @Test
  void up_lastNodeDies_ends() throws Exception {
    Process up = readyUp("first");
    up.descendants().forEach(ProcessHandle::destroyForcibly);
    assertThat(up.waitFor(120, TimeUnit.SECONDS)).isTrue();
    assertThat(up.exitValue()).isEqualTo(1);
    assertThat(text("first.err")).contains("aitta: no node is left");
  }

  @Test
  void up_nodeDoesNotStart_saysItsLastWordsAndStopsTheRest() throws Exception {
    Files.writeString(runDirectory.resolve("node-2.broken"), "");
    Files.writeString(runDirectory.resolve("node-2.out"), "aitta: this is of an earlier start\n");
    Process up = up("first");
    assertThat(up.waitFor(120, TimeUnit.SECONDS)).isTrue();
    assertThat(up.exitValue()).isEqualTo(2);
    assertThat(text("first.out")).isEmpty();
    assertThat(text("first.err"))
        .contains("  aitta: this node is broken; mend it")
        .contains("aitta: node-2 ended with exit code 2 before it was ready")
        .doesNotContain("earlier start");
    assertThat(up.descendants()).isEmpty();
  }

  @Test
  void up_whileAnotherRuns_isRefused() throws Exception {
    readyUp("first");
    Process second = up("second");
    assertThat(second.waitFor(120, TimeUnit.SECONDS)).isTrue();
    assertThat(second.exitValue()).isEqualTo(1);
    assertThat(text("second.err")).contains("another 'aitta up' runs in", "--run-dir");
  }

  @Test
  void up_whileAnyNodeOfAnEarlierStartRuns_isRefused() throws Exception {
    Process first = readyUp("first");
    List<ProcessHandle> orphans = first.descendants().toList();
    try {
      first.destroyForcibly().waitFor();
      Files.move(runDirectory.resolve("node-2.pid"), runDirectory.resolve("node-5.pid"));
      Files.delete(runDirectory.resolve("node-1.pid"));
      Process second = up("second");
      assertThat(second.waitFor(120, TimeUnit.SECONDS)).isTrue();
      assertThat(text("second.err")).contains("node-5 of an earlier start");
    } finally {
      orphans.forEach(ProcessHandle::destroyForcibly);
    }
  }

  @Test
  void up_afterLauncherWasKilled_namesTheNodesThatGoOn() throws Exception {
    Process first = readyUp("first");
    List<ProcessHandle> orphans = first.descendants().toList();
    try {
      long node = pidIn("node-1");
      first.destroyForcibly().waitFor();
      Process second = up("second");
      assertThat(second.waitFor(120, TimeUnit.SECONDS)).isTrue();
      assertThat(text("second.err")).contains("node-1 of an earlier start", "kill " + node);
    } finally {
      orphans.forEach(ProcessHandle::destroyForcibly);
    }
  }

  private Process up(String name) throws IOException {
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx64m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            TestingMain.class.getName(),
            "up",
            "--nodes=2",
            "--run-dir=" + runDirectory,
            "--http-port=" + httpPort,
            "--cluster-port=" + clusterPort());
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(directory.resolve(name + ".out").toFile())
            .redirectError(directory.resolve(name + ".err").toFile())
            .start();
    started.add(process);
    return process;
  }

  private int clusterPort() {
    return httpPort + 2;
  }

  /** Starts it, again on other ports where somebody has taken one since, until it is ready. */
  private Process readyUp(String name) throws IOException {
    for (int attempt = 1; ; attempt++) {
      Process up = up(name);
      await().atMost(LONG).until(() -> isReady(name) || !up.isAlive());
      boolean portTaken = !up.isAlive() && up.exitValue() == LastWords.PORT_IN_USE;
      if (!portTaken || attempt == START_ATTEMPTS) {
        assertThat(isReady(name)).as(text(name + ".err")).isTrue();
        return up;
      }
      httpPort = fourFreePorts();
    }
  }

  private boolean isReady(String name) throws IOException {
    return text(name + ".out").contains("aitta is ready");
  }

  /** Tells the node at a port to end as one that lost its cluster; it gives no answer. */
  private static void lose(int port) throws IOException {
    end(port, "lose");
  }

  /** Not by an HTTP client: it would ask again, maybe the node that was started in its place. */
  private static void end(int port, String how) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(Math.toIntExact(LONG.toMillis()));
      String request = "GET /%s HTTP/1.1\r\nHost: a\r\n\r\n".formatted(how);
      socket.getOutputStream().write(request.getBytes(UTF_8));
      assertThat(socket.getInputStream().read()).as("the end of the node at %d", port).isNegative();
    } catch (SocketException reset) {
      assertThat(reset).hasMessageContaining("reset");
    }
  }

  private void awaitReadyAgain(String node, long before) {
    int port = httpPort + (node.equals("node-1") ? 0 : 1);
    ReadinessProbe readiness = new ReadinessProbe(ReadinessProbe.addressOf(HOST, port));
    await(node + " runs again")
        .atMost(LONG)
        .ignoreExceptions()
        .until(() -> pidIn(node) != before && readiness.isReady());
  }

  private long pidIn(String node) throws IOException {
    return Long.parseLong(text("run/" + node + ".pid").trim());
  }

  private String text(String file) throws IOException {
    return Files.readString(directory.resolve(file), UTF_8);
  }

  /** Below the range that outgoing connections use, two for HTTP and two for the cluster. */
  private static int fourFreePorts() {
    return ThreadLocalRandom.current()
        .ints(100, 12_000, 31_900)
        .filter(first -> IntStream.range(first, first + 4).allMatch(UpCommandTest::isFree))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no four free ports beside each other"));
  }

  private static boolean isFree(int port) {
    try {
      Ports.requireFree(HOST, port, "a test", "");
      return true;
    } catch (OperatorException taken) {
      return false;
    }
  }
}
