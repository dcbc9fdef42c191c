package io.aitta.launcher;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.aitta.console.OperatorException;
import io.aitta.join.LastWords;
import io.aitta.node.Ports;
import java.io.IOException;
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
    assertThat(text("run/node-2.log")).contains("node-2 left");
    assertThat(runDirectory.resolve("node-1.pid")).doesNotExist();
  }

  @Test
  void up_tellsNodesTheirPlaces() throws Exception {
    readyUp("first");
    String first = clusterPort() + "]";
    String all = HOST + ":" + clusterPort() + "," + HOST + ":" + (clusterPort() + 1);
    assertThat(text("run/node-1.log")).contains("--seeds, " + HOST + ":" + clusterPort() + ",");
    assertThat(text("run/node-1.log")).doesNotContain(all);
    assertThat(text("run/node-2.log")).contains("--seeds, " + all).doesNotContain(first);
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
    Process up = up("first");
    assertThat(up.waitFor(120, TimeUnit.SECONDS)).isTrue();
    assertThat(up.exitValue()).isEqualTo(1);
    assertThat(text("first.out")).isEmpty();
    assertThat(text("first.err"))
        .contains("  aitta: this node is broken; mend it")
        .contains("aitta: node-2 ended with exit code 3 before it was ready");
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
