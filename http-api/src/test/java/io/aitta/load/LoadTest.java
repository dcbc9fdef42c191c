package io.aitta.load;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.ZstdOutputStream;
import io.aitta.console.OperatorException;
import io.aitta.console.Terminal;
import io.aitta.load.LoadRequest.Format;
import io.aitta.load.TestingCacheServer.Stored;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LoadTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  @TempDir Path directory;
  private TestingCacheServer server;

  @BeforeEach
  void startServer() throws IOException {
    server = new TestingCacheServer();
  }

  @AfterEach
  void stopServer() {
    server.close();
  }

  @Test
  void trace_replayedByManyLanes_hasTheHitRatioOfOneReader() throws Exception {
    long seed = new Random().nextLong();
    System.out.println("seed " + seed);
    int[] keys = new Random(seed).ints(6000).map(i -> (int) Math.pow(i & 0xfffff, 0.45)).toArray();
    StringBuilder lines = new StringBuilder();
    for (int key : keys) {
      lines.append(key).append(" 1 0 0\n");
    }
    Path trace = directory.resolve("t.lis.zst");
    try (OutputStream packed = new ZstdOutputStream(Files.newOutputStream(trace))) {
      packed.write(lines.toString().getBytes(UTF_8));
    }

    load(trace, Format.TRACE, OptionalLong.of(50), false);

    assertThat(server.configurations).containsExactly("DELETE", "PUT{\"maxEntries\":50}");
    assertThat(fact("requests")).isEqualTo("6,000");
    assertThat(Double.parseDouble(fact("hit ratio").replace(" %", "")))
        .isCloseTo(lruHitRatio(keys, 50), org.assertj.core.api.Assertions.within(0.5));
    assertThat(text(out)).contains("throughput ", "get latency  p50 ", "p99.9 ").contains("ms");
  }

  @Test
  void trace_blocks_becomeAKeyEach() throws Exception {
    Path trace = Files.writeString(directory.resolve("t.lis"), "7 3 0 0\n\n7 1 0 1\n");
    load(trace, Format.TRACE, OptionalLong.empty(), false);
    assertThat(server.entries()).containsOnlyKeys("7", "8", "9");
    assertThat(server.entries().get("8").text()).hasSize(100);
    assertThat(fact("requests")).isEqualTo("4");
    assertThat(fact("hits")).isEqualTo("1");
  }

  @Test
  void trace_badLines_areReportedWithTheirNumbersAndLeftOut() throws Exception {
    Path trace = Files.writeString(directory.resolve("t.lis"), "1 1 0 0\nfoo\n3\n5 -1 0 0\n2 1\n");
    load(trace, Format.TRACE, OptionalLong.empty(), false);
    assertThat(server.entries()).containsOnlyKeys("1", "2");
    assertThat(text(err)).contains("line 2: not", "line 3: not", "line 4: a block").hasLineCount(3);
    assertThat(fact("bad lines")).isEqualTo("3");
  }

  @Test
  void trace_strict_endsAtTheFirstBadLine() throws Exception {
    Path trace = Files.writeString(directory.resolve("t.lis"), "1 1 0 0\nfoo\n");
    assertThatThrownBy(() -> load(trace, Format.TRACE, OptionalLong.empty(), true))
        .isInstanceOf(OperatorException.class)
        .hasMessageContaining("line 2")
        .hasMessageContaining("--strict");
  }

  @Test
  void trace_nodeUnavailableForAMoment_isAskedAgain() throws Exception {
    Path trace = Files.writeString(directory.resolve("t.lis"), "1 20 0 0\n");
    server.answers503.set(5);
    load(trace, Format.TRACE, OptionalLong.empty(), false, false);
    assertThat(server.entries()).hasSize(20);
    assertThat(fact("errors")).isEqualTo("0");
  }

  @Test
  void anyLoad_nobodyListens_saysSoAndWhatToDo() throws Exception {
    Path trace = Files.writeString(directory.resolve("t.lis"), "1 1 0 0\n");
    URI nobody = URI.create("http://127.0.0.1:" + portOfNobody());
    LoadRequest request = request(trace, Format.TRACE, OptionalLong.empty(), true, false, nobody);
    assertThatThrownBy(() -> new Load(request, terminal()).run())
        .isInstanceOf(OperatorException.class)
        .hasMessageContaining("nobody answers at " + nobody)
        .hasMessageContaining("aitta up");
  }

  @Test
  void anyLoad_refusedConfiguration_saysWhy() throws Exception {
    Path trace = Files.writeString(directory.resolve("t.lis"), "1 1 0 0\n");
    assertThatThrownBy(() -> load(trace, Format.TRACE, OptionalLong.of(666), false))
        .hasMessage("the cache c cannot be configured: the cluster answers 422: maxEntries is odd");
  }

  @Test
  void csv_columnsByName_becomeKeyAndValue() throws Exception {
    Path table =
        Files.writeString(
            directory.resolve("t.csv"),
            "\ufeffname,id,size\r\n\"a, \"\"b\"\"\",1,x\n\u00e4,2,\"two\nlines\"\n\ntoo,few\nz,refused,q\n");
    LoadRequest request =
        new LoadRequest(
            table,
            Format.CSV,
            List.of(server.address()),
            "c",
            OptionalLong.empty(),
            false,
            3,
            Long.MAX_VALUE,
            100,
            Optional.of("id"),
            Optional.of("name"),
            false);
    new Load(request, terminal()).run();
    assertThat(server.entries())
        .containsOnlyKeys("1", "2")
        .containsEntry("1", new Stored("text/plain; charset=utf-8", "a, \"b\""))
        .containsEntry("2", new Stored("text/plain; charset=utf-8", "\u00e4"));
    assertThat(text(err))
        .contains("line 6: 2 columns where the header has 3", "line 7: the cluster answers 507");
    assertThat(fact("entries")).isEqualTo("2");
    assertThat(fact("bad lines")).isEqualTo("2");
  }

  @Test
  void csv_manyColumnsWithoutChoice_storeTheRowAsJson() throws Exception {
    Path table = Files.writeString(directory.resolve("t.csv"), "id,a,b\n1,x,\"y\"\n");
    load(table, Format.CSV, OptionalLong.empty(), false);
    assertThat(server.entries())
        .containsEntry(
            "1", new Stored("application/json", "{\"id\":\"1\",\"a\":\"x\",\"b\":\"y\"}"));
  }

  @Test
  void csv_columnThatIsNotThere_namesThoseThatAre() throws Exception {
    Path table = Files.writeString(directory.resolve("t.csv"), "id,a\n1,x\n");
    LoadRequest request =
        new LoadRequest(
            table,
            Format.CSV,
            List.of(server.address()),
            "c",
            OptionalLong.empty(),
            false,
            1,
            Long.MAX_VALUE,
            100,
            Optional.of("key"),
            Optional.empty(),
            false);
    assertThatThrownBy(() -> new Load(request, terminal()).run())
        .hasMessage("there is no column \"key\"; the table has id, a");
  }

  @Test
  void ndjson_operations_areSentAndRefusalsCounted() throws Exception {
    Path file =
        Files.writeString(
            directory.resolve("t.ndjson"),
            """
            {"key":"a","value":"text"}

            {"op":"put","key":"b","value":{"n":1}}
            {"key":"a"
            [1]
            {"key":"refused","value":"x"}
            """);
    load(file, Format.NDJSON, OptionalLong.empty(), false);
    assertThat(server.entries())
        .containsOnlyKeys("a", "b")
        .containsEntry("a", new Stored("text/plain; charset=utf-8", "text"))
        .containsEntry("b", new Stored("application/json", "{\"n\":1}"));
    assertThat(text(err))
        .contains("line 4: no JSON", "line 5: no JSON object", "line 6: the cluster answers 507");
    assertThat(fact("bad lines")).isEqualTo("3");
  }

  @Test
  void ndjson_linesOfOneKey_keepTheirOrder() throws Exception {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < 2000; i++) {
      lines
          .append("{\"key\":\"k")
          .append(i % 7)
          .append("\",\"value\":\"")
          .append(i)
          .append("\"}\n");
    }
    Path file = Files.writeString(directory.resolve("t.ndjson"), lines);
    load(file, Format.NDJSON, OptionalLong.empty(), false);
    assertThat(server.written).hasSize(2000);
    for (int key = 0; key < 7; key++) {
      String prefix = "k" + key + "=";
      List<Integer> order =
          server.written.stream()
              .filter(write -> write.startsWith(prefix))
              .map(write -> Integer.valueOf(write.substring(prefix.length())))
              .toList();
      assertThat(order).isSorted();
    }
  }

  @Test
  void directory_everyFile_isAnEntryByItsPath() throws Exception {
    Files.createDirectories(directory.resolve("d/sub dir"));
    Files.writeString(directory.resolve("d/a.txt"), "A");
    Files.writeString(directory.resolve("d/sub dir/b+\u00e4.html"), "<p>");
    load(directory.resolve("d"), Format.DIRECTORY, OptionalLong.empty(), false);
    assertThat(server.entries())
        .containsOnlyKeys("a.txt", "sub dir/b+\u00e4.html")
        .containsEntry("a.txt", new Stored("text/plain", "A"))
        .containsEntry("sub dir/b+\u00e4.html", new Stored("text/html", "<p>"));
    assertThat(fact("bytes")).isEqualTo("4");
  }

  private void load(Path source, Format format, OptionalLong maxEntries, boolean strict)
      throws InterruptedException {
    load(source, format, maxEntries, true, strict);
  }

  private void load(
      Path source, Format format, OptionalLong maxEntries, boolean fresh, boolean strict)
      throws InterruptedException {
    new Load(request(source, format, maxEntries, fresh, strict, server.address()), terminal())
        .run();
  }

  private static LoadRequest request(
      Path source,
      Format format,
      OptionalLong maxEntries,
      boolean fresh,
      boolean strict,
      URI node) {
    return new LoadRequest(
        source,
        format,
        List.of(node, node),
        "c",
        maxEntries,
        fresh,
        4,
        Long.MAX_VALUE,
        100,
        Optional.empty(),
        Optional.empty(),
        strict);
  }

  private Terminal terminal() {
    return Terminal.plain(new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8));
  }

  /** What the report says about something. */
  private String fact(String name) {
    return text(out)
        .lines()
        .filter(line -> line.startsWith(name + " "))
        .findFirst()
        .orElseThrow()
        .substring(name.length())
        .trim();
  }

  private static String text(ByteArrayOutputStream stream) {
    return stream.toString(UTF_8);
  }

  private static int portOfNobody() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static double lruHitRatio(int[] keys, int limit) {
    Map<Integer, Boolean> cache = new LinkedHashMap<>(16, 0.75f, true);
    int hits = 0;
    for (int key : keys) {
      if (cache.get(key) != null) {
        hits++;
      } else {
        cache.put(key, true);
        if (cache.size() > limit) {
          cache.remove(cache.keySet().iterator().next());
        }
      }
    }
    return Double.parseDouble(String.format(Locale.ROOT, "%.2f", 100.0 * hits / keys.length));
  }
}
