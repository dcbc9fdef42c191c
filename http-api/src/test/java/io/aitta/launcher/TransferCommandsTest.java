package io.aitta.launcher;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.aitta.core.model.CacheKey;
import io.aitta.core.model.CacheName;
import io.aitta.core.model.CacheValue;
import io.aitta.core.model.Condition;
import io.aitta.core.model.Lifetime;
import io.aitta.core.model.Tags;
import io.aitta.core.operation.Get;
import io.aitta.core.operation.Put;
import io.aitta.http.RestServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command lines of exports and imports: what reaches them, and what the process ends with. */
final class TransferCommandsTest {
  private static final Pattern DOCUMENTED =
      Pattern.compile(
          "<!-- run: transfer -->\\n```bash\\n(.*?)```\\n```text\\n(.*?)```", Pattern.DOTALL);

  private final TestingConsole console = new TestingConsole();
  private final RestServer server = RestServer.start();
  @TempDir Path directory;

  @AfterEach
  void stopServer() {
    server.close();
  }

  @Test
  void exportAndImport_endWith0AndReport() {
    put("c", "a");
    assertThat(run("export", "c", "c.aitta")).isZero();
    assertThat(run("import", "d", "c.aitta", "--concurrency", "1")).isZero();
    assertThat(console.err()).isEmpty();
    assertThat(console.out())
        .contains("exported cache c into " + directory.resolve("c.aitta"), "entries      1")
        .contains("imported " + directory.resolve("c.aitta") + " into cache d", "expired      0");
    assertThat(has("d", "a")).isTrue();
  }

  @Test
  void format_countsMoreThanTheName() throws IOException {
    put("c", "a");
    assertThat(run("export", "c", "c.backup", "--format", "ndjson")).isZero();
    assertThat(Files.readString(directory.resolve("c.backup"))).startsWith("{\"aitta\":\"export\"");
    assertThat(run("import", "d", "c.backup", "--format", "binary")).isEqualTo(1);
    assertThat(console.err()).contains("cannot be used: ", "--format ndjson").hasLineCount(1);
    assertThat(run("import", "d", "c.backup", "--format", "NDJSON")).isZero();
  }

  @Test
  void optionsOfAnImport_reachIt() {
    put("c", "a", 1);
    run("export", "c", "c.aitta");
    Path state = directory.resolve("no/state");
    assertThat(run("import", "d", "c.aitta", "--state", state.toString())).isEqualTo(1);
    assertThat(console.err()).contains(state.toString());
    assertThat(run("import", "d", "c.aitta", "--lifetimes", "remaining", "--if-absent")).isZero();
    assertThat(has("d", "a")).isTrue();
    assertThat(run("import", "d", "c.aitta", "--lifetimes=REMAINING", "--if-absent")).isZero();
    assertThat(console.out()).contains("skipped      0", "skipped      1");
    assertThat(run("import", "e", "c.aitta", "--resume")).isZero();
    assertThat(console.err()).contains("nothing to go on with");
    assertThat(console.out()).contains("expired      1");
  }

  @Test
  void fileThatIsThere_endsWith1UnlessOverwritten() throws IOException {
    put("c", "a");
    Files.writeString(directory.resolve("c.aitta"), "");
    assertThat(run("export", "c", "c.aitta")).isEqualTo(1);
    assertThat(console.err()).startsWith("aitta: ").contains("--overwrite").hasLineCount(1);
    assertThat(run("export", "c", "c.aitta", "--overwrite")).isZero();
  }

  @Test
  void whatIsNotThere_endsWith1AndOneSentence() throws IOException {
    assertThat(run("export", "none", "c.aitta")).isEqualTo(1);
    assertThat(console.err()).contains("aitta: there is no cache none").hasLineCount(1);
    assertThat(run("import", "c", "none.aitta")).isEqualTo(1);
    assertThat(console.err()).contains("none.aitta is no file that can be read");
    try (Socket silent = new Socket()) {
      silent.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      String url = "http://127.0.0.1:" + silent.getLocalPort();
      String file = directory.resolve("c.aitta").toString();
      assertThat(console.run("export", "c", file, "--url", url)).isEqualTo(1);
      assertThat(console.err()).contains("nobody answers at " + url).hasLineCount(3);
    }
  }

  @Test
  void commandsOfTheDocument_printWhatItSays() throws IOException {
    put("users", "u1");
    put("users", "u2");
    Matcher block = DOCUMENTED.matcher(Files.readString(Path.of("..", "docs", "operations.md")));
    assertThat(block.find()).isTrue();
    for (String line : block.group(1).lines().toList()) {
      assertThat(line).startsWith("./aitta ");
      String[] words = line.substring("./aitta ".length()).split(" ", -1);
      assertThat(run(words)).as(line).isZero();
    }
    assertThat(console.err()).isEmpty();
    String expected = Pattern.quote(block.group(2)).replace("…", "\\E[^\\n]*\\Q");
    assertThat(console.out()).matches(expected);
  }

  /** Runs a command against the node, its third word being a file of the directory. */
  private int run(String... words) {
    List<String> arguments = new ArrayList<>(List.of(words));
    arguments.set(2, directory.resolve(words[2]).toString());
    arguments.addAll(List.of("--url", "http://127.0.0.1:" + server.port()));
    return console.run(arguments.toArray(new String[0]));
  }

  private void put(String cache, String key) {
    put(cache, key, Lifetime.INHERIT);
  }

  private void put(String cache, String key, long timeToLive) {
    server.cache.createIfAbsent(new CacheName(cache), Duration.ofMinutes(1));
    server
        .cache
        .execute(
            new CacheName(cache),
            new Put(
                CacheKey.copyOf(key.getBytes(UTF_8)),
                CacheValue.copyOf("v".getBytes(UTF_8), "text/plain"),
                Lifetime.INHERITED.withTimeToLive(timeToLive),
                Tags.NONE,
                Condition.ALWAYS),
            Duration.ofMinutes(1))
        .toCompletableFuture()
        .join();
  }

  private boolean has(String cache, String key) {
    return server
        .cache
        .execute(
            new CacheName(cache),
            new Get(CacheKey.copyOf(key.getBytes(UTF_8)), true),
            Duration.ofMinutes(1))
        .toCompletableFuture()
        .join()
        .entry()
        .isPresent();
  }
}
