package io.aitta.multijvm.load;

import static io.aitta.multijvm.http.Uris.cache;
import static io.aitta.multijvm.http.Uris.entry;
import static io.aitta.multijvm.http.Uris.freshCache;
import static io.aitta.multijvm.http.Uris.stats;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.aitta.multijvm.http.Api;
import io.aitta.multijvm.process.AittaScript;
import io.aitta.multijvm.process.JvmCluster;
import io.aitta.multijvm.process.SharedCluster;
import io.aitta.multijvm.process.TestProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code aitta load} against three nodes: what it sends is what is stored, to the byte. */
@SharedCluster
final class LoadTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path directory;

  private final String cache = freshCache();
  private JvmCluster cluster;

  @BeforeEach
  void findCluster(JvmCluster shared) {
    cluster = shared;
  }

  @Test
  void table_isStoredRowByRow() throws IOException {
    StringBuilder table = new StringBuilder("id,name,note\n");
    IntStream.range(0, 500).forEach(i -> table.append("u%d,Äijä %d,\"a, b\"%n".formatted(i, i)));
    table.append("u500,\"two\nlines\",\"say \"\"hei\"\"\"\n");

    load(file("people.csv", table.toString().getBytes(UTF_8)));

    assertThat(entries()).isEqualTo(501);
    for (int i : new int[] {0, 1, 250, 499}) {
      assertRow("u" + i, "Äijä " + i, "a, b");
    }
    assertRow("u500", "two\nlines", "say \"hei\"");
  }

  @Test
  void operations_areCarriedOutInTheOrderOfEachKey() throws IOException {
    String lines =
        IntStream.range(0, 300)
            .mapToObj(
                i ->
                    """
                    {"op":"put","key":"k%1$d","value":"first"}
                    {"op":"put","key":"k%1$d","value":"päivä %1$d","ttl":"1h"}
                    {"op":"increment","key":"sum","delta":%1$d}
                    {"op":"put","key":"gone%1$d","value":"v"}
                    {"op":"delete","key":"gone%1$d"}
                    """
                        .formatted(i))
            .collect(joining());

    load(file("lines.ndjson", lines.getBytes(UTF_8)));

    assertThat(entries()).isEqualTo(301);
    assertThat(api(2).get(entry(cache, "sum")).is(200).text()).isEqualTo("44850");
    for (int i : new int[] {0, 150, 299}) {
      assertThat(api(i % 3).get(entry(cache, "k" + i)).is(200).text()).isEqualTo("päivä " + i);
      api(1).get(entry(cache, "gone" + i)).isProblem(404, "entry-not-found");
    }
  }

  @Test
  void directory_isStoredFileByFile() throws IOException {
    Path tree = Files.createDirectory(directory.resolve("tree"));
    Map<String, byte[]> files = new LinkedHashMap<>();
    long seed = System.nanoTime();
    for (int i = 0; i < 40; i++) {
      byte[] bytes = new byte[i * i * 100];
      new Random(seed + i).nextBytes(bytes);
      files.put("part %d/file-%d.bin".formatted(i % 4, i), bytes);
    }
    files.put("readme.txt", "hei".getBytes(UTF_8));
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      Path path = tree.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.write(path, file.getValue());
    }

    load(tree);

    assertThat(entries()).isEqualTo(files.size());
    files.forEach(
        (key, bytes) ->
            assertThat(api(1).get(entry(cache, key)).is(200).body())
                .as("%s, seed %d", key, seed)
                .isEqualTo(bytes));
  }

  /** Every block is asked for twice; what was not there is written, so the second time it is. */
  @Test
  void trace_isReplayedAndEveryRequestCounted() throws IOException {
    String once =
        IntStream.range(0, 50).mapToObj(i -> i * 10 + " 10 0 " + i + "\n").collect(joining());

    api(0).putJson(cache(cache), "{}").is(201);
    long before = sentAgain();
    String report = load(file("blocks.lis", (once + once).getBytes(ISO_8859_1)));
    long againByClient = sentAgainByClient(report);
    long again = sentAgain() - before + againByClient;

    assertThat(report).containsPattern("hits +500\\b").contains("50.00");
    assertThat(entries()).isEqualTo(500);
    JsonNode statistics = api(0).get(stats(cache)).is(200).json();
    long hits = statistics.path("hits").asLong();
    long misses = statistics.path("misses").asLong();
    // What is sent again since its answer was late or lost counts as often as it is done.
    assertThat(statistics.path("puts").asLong()).isBetween(500L, 500 + againByClient);
    assertThat(hits).isBetween(500L, 500 + again);
    assertThat(misses).isBetween(500L, 500 + again);
    assertThat(hits + misses).isBetween(1000L, 1000 + again);
  }

  private static long sentAgainByClient(String report) {
    Matcher line = Pattern.compile("sent again +([0-9,]+)").matcher(report);
    assertThat(line.find()).as(report).isTrue();
    return Long.parseLong(line.group(1).replace(",", ""));
  }

  /** How many requests the nodes have sent to partitions more than once. */
  private long sentAgain() {
    return IntStream.range(0, cluster.nodes().size())
        .mapToLong(node -> api(node).sentAgain())
        .sum();
  }

  private String load(Path source) {
    List<String> arguments = new ArrayList<>(List.of("load", source.toString()));
    arguments.addAll(List.of("--cache", cache, "--url", urls()));
    Path output = Path.of("target", "clusters", "load", cache + ".out");
    try (TestProcess load = AittaScript.start("load", List.of(), arguments, output)) {
      if (load.awaitExit() != 0) {
        throw load.failure("did not load everything");
      }
      return load.output();
    }
  }

  private String urls() {
    return cluster.nodes().stream().map(node -> node.url().toString()).collect(joining(","));
  }

  private Path file(String name, byte[] content) throws IOException {
    return Files.write(directory.resolve(name), content);
  }

  private void assertRow(String key, String name, String note) throws IOException {
    JsonNode row = JSON.readTree(api(1).get(entry(cache, key)).is(200).body());
    assertThat(row.path("name").asText()).isEqualTo(name);
    assertThat(row.path("note").asText()).isEqualTo(note);
  }

  private long entries() {
    api(0).get(cache(cache)).is(200);
    return api(0).get(stats(cache)).is(200).json().path("entries").asLong();
  }

  private Api api(int node) {
    return new Api(cluster.node(node).url());
  }
}
