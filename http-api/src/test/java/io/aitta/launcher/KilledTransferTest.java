package io.aitta.launcher;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.aitta.http.RestServer;
import io.aitta.transfer.TestingRelay;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Exports and imports whose processes are killed, and those that go on with what they left. */
@Timeout(300)
final class KilledTransferTest {
  private static final int ENTRIES = 1_600;
  private static final Pattern KEY = Pattern.compile("\"key\":\"(k\\d+)\"");
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final TestingConsole console = new TestingConsole();
  private final RestServer server = RestServer.start();
  private final CountDownLatch inTheMiddle = new CountDownLatch(1);
  private final CountDownLatch killed = new CountDownLatch(1);
  @TempDir Path directory;
  private TestingRelay relay;

  @BeforeEach
  void start() throws Exception {
    relay = new TestingRelay(server.port(), 100);
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < ENTRIES; i++) {
      lines.append("{\"op\":\"put\",\"key\":\"k" + i + "\",\"value\":\"v\"}\n");
    }
    HTTP.send(
        HttpRequest.newBuilder(entries("c"))
            .header("Content-Type", "application/x-ndjson")
            .POST(BodyPublishers.ofString(lines.toString()))
            .build(),
        BodyHandlers.discarding());
  }

  @AfterEach
  void stop() {
    killed.countDown();
    relay.close();
    server.close();
  }

  @Test
  void exportThatWasKilled_isGoneOnWith() throws Exception {
    holdAfter(9);
    killInTheMiddle("export", "c", file().toString());
    assertThat(file()).doesNotExist();
    assertThat(directory.resolve("c.ndjson.part")).isNotEmptyFile();
    assertThat(run("export", "c", file().toString(), "--resume")).isZero();
    assertThat(console.err()).contains("going on after ");
    assertThat(console.out()).contains("entries      1,600");
    assertThat(KEY.matcher(Files.readString(file())).results().map(found -> found.group(1)))
        .hasSize(ENTRIES)
        .doesNotHaveDuplicates();
  }

  @Test
  void importThatWasKilled_isGoneOnWith() throws Exception {
    assertThat(run("export", "c", file().toString())).isZero();
    holdAfter(2);
    killInTheMiddle("import", "d", file().toString(), "--concurrency", "1");
    assertThat(keys("d")).hasSizeBetween(1, ENTRIES - 1);
    assertThat(run("import", "d", file().toString(), "--resume")).isZero();
    assertThat(console.err()).contains("going on after 1000 entries");
    assertThat(keys("d")).hasSize(ENTRIES).isEqualTo(keys("c"));
  }

  /** Requests for entries are answered so many times, and no more until the process is killed. */
  private void holdAfter(int requests) {
    AtomicInteger left = new AtomicInteger(requests);
    relay.rule(
        (method, target, body) -> {
          if (target.contains("/entries") && left.decrementAndGet() < 0) {
            inTheMiddle.countDown();
            await(killed);
          }
          return TestingRelay.PASS;
        });
  }

  private void killInTheMiddle(String... words) throws Exception {
    String[] command = new String[words.length + 7];
    command[0] = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    command[1] = "-Xmx64m";
    command[2] = "-cp";
    command[3] = System.getProperty("java.class.path");
    command[4] = Main.class.getName();
    System.arraycopy(words, 0, command, 5, words.length);
    command[words.length + 5] = "--url";
    command[words.length + 6] = relay.address().toString();
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("printed").toFile())
            .start();
    try {
      assertThat(inTheMiddle.await(2, TimeUnit.MINUTES))
          .as("it came so far; it printed: %s", Files.readString(directory.resolve("printed")))
          .isTrue();
    } finally {
      process.destroyForcibly().waitFor();
      killed.countDown();
    }
  }

  private int run(String... words) {
    String[] arguments = new String[words.length + 2];
    System.arraycopy(words, 0, arguments, 0, words.length);
    arguments[words.length] = "--url";
    arguments[words.length + 1] = relay.address().toString();
    return console.run(arguments);
  }

  private Set<String> keys(String cache) throws IOException, InterruptedException {
    String listing =
        HTTP.send(
                HttpRequest.newBuilder(URI.create(entries(cache) + "?limit=10000")).build(),
                BodyHandlers.ofString(UTF_8))
            .body();
    Set<String> keys = new TreeSet<>();
    KEY.matcher(listing).results().forEach(found -> keys.add(found.group(1)));
    return keys;
  }

  private URI entries(String cache) {
    return URI.create("http://127.0.0.1:" + server.port() + "/v1/caches/" + cache + "/entries");
  }

  private Path file() {
    return directory.resolve("c.ndjson");
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
