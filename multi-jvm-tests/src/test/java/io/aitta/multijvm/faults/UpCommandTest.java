package io.aitta.multijvm.faults;

import static io.aitta.multijvm.http.Uris.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.aitta.multijvm.http.Api;
import io.aitta.multijvm.process.AittaScript;
import io.aitta.multijvm.process.FreePorts;
import io.aitta.multijvm.process.JvmCluster;
import io.aitta.multijvm.process.TestProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code up}: one command, a cluster in the foreground. */
final class UpCommandTest {
  private static final int START_ATTEMPTS = 3;

  @TempDir Path directory;

  private int httpPort;

  @Test
  void up_servesReportsADeadNodeAndTakesAllAlong() throws IOException {
    try (TestProcess up = startUp()) {
      List<ProcessHandle> nodes = nodes();
      assertThat(nodes).hasSize(3).allMatch(ProcessHandle::isAlive);
      new Api(url(0)).put(entry("up", "k"), "v").is(201);
      new Api(url(2)).get(entry("up", "k")).is(200);

      int before = up.output().length();
      nodes.get(1).destroyForcibly();
      await()
          .atMost(Duration.ofSeconds(15))
          .untilAsserted(() -> assertThat(up.output().substring(before)).contains("node-2"));
      awaitEveryKeyIsWritable();
      assertThat(up.isAlive()).isTrue();

      up.terminate();
      up.awaitExit(Duration.ofSeconds(30));
      assertThat(nodes).noneMatch(ProcessHandle::isAlive);
      try (Stream<Path> files = Files.list(directory)) {
        assertThat(files.map(Path::toString)).noneMatch(name -> name.endsWith(".pid"));
      }
    }
  }

  private void awaitEveryKeyIsWritable() {
    for (int i = 0; i < 50; i++) {
      String path = entry("up", "key" + i);
      await()
          .atMost(Duration.ofSeconds(60))
          .ignoreExceptions()
          .untilAsserted(() -> assertThat(new Api(url(0)).put(path, "v").status()).isIn(201, 204));
    }
    new Api(url(2)).get("/health/ready").is(200);
  }

  private TestProcess startUp() {
    for (int attempt = 1; ; attempt++) {
      TestProcess up = launch();
      try {
        String ready = "aitta is ready: %s %s %s".formatted(url(0), url(1), url(2));
        up.awaitLine(ready::equals, "'" + ready + "'", Duration.ofSeconds(90));
        return up;
      } catch (AssertionError notReady) {
        up.close();
        if (attempt == START_ATTEMPTS || !up.output().contains("in use")) {
          throw notReady;
        }
      }
    }
  }

  private TestProcess launch() {
    httpPort = FreePorts.consecutive(3);
    List<String> arguments =
        List.of(
            "up",
            "--nodes",
            "3",
            "--run-dir",
            directory.toString(),
            "--http-port",
            Integer.toString(httpPort),
            "--cluster-port",
            Integer.toString(FreePorts.consecutive(3)));
    return AittaScript.start(
        "up",
        JvmCluster.JVM_OPTIONS,
        arguments,
        Path.of("target", "clusters", "up", "up-" + System.nanoTime() + ".out"));
  }

  private List<ProcessHandle> nodes() throws IOException {
    return Stream.of("node-1", "node-2", "node-3")
        .map(name -> directory.resolve(name + ".pid"))
        .map(UpCommandTest::pid)
        .map(pid -> ProcessHandle.of(pid).orElseThrow())
        .toList();
  }

  private static long pid(Path file) {
    try {
      return Long.parseLong(Files.readString(file).trim());
    } catch (IOException e) {
      throw new UncheckedIOException("no pid in " + file, e);
    }
  }

  private URI url(int node) {
    return URI.create("http://127.0.0.1:" + (httpPort + node));
  }
}
