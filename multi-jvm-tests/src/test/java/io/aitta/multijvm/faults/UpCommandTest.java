package io.aitta.multijvm.faults;

import static io.aitta.multijvm.http.Uris.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.aitta.multijvm.http.Api;
import io.aitta.multijvm.process.UpProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code up}: one command, a cluster in the foreground. */
final class UpCommandTest {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @Test
  void up_servesReportsADeadNodeAndTakesAllAlong() throws IOException {
    try (UpProcess up = UpProcess.start("up", List.of("--nodes", "3"))) {
      List<ProcessHandle> nodes = up.nodes(3);
      assertThat(nodes).hasSize(3).allMatch(ProcessHandle::isAlive);
      new Api(up.url(0)).put(entry("up", "k"), "v").is(201);
      new Api(up.url(2)).get(entry("up", "k")).is(200);

      nodes.get(1).destroyForcibly();
      up.process().awaitLine(line -> line.contains("node-2 has ended"), "of the end", PATIENCE);
      Keys keys = new Keys("up");
      keys.awaitWritable(up.url(0));
      keys.awaitWritable(up.url(2));
      await()
          .atMost(PATIENCE)
          .ignoreExceptions()
          .untilAsserted(() -> new Api(up.url(2)).get("/health/ready").is(200));
      assertThat(up.process().isAlive()).isTrue();

      up.process().terminate();
      up.process().awaitExit();
      assertThat(nodes).noneMatch(ProcessHandle::isAlive);
      try (Stream<Path> files = Files.list(up.directory())) {
        assertThat(files.map(Path::toString)).noneMatch(name -> name.endsWith(".pid"));
      }
    }
  }
}
