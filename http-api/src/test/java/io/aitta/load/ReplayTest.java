package io.aitta.load;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.github.luben.zstd.ZstdOutputStream;
import io.aitta.console.OperatorException;
import io.aitta.load.LoadRequest.Format;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Traces through a load to a cache. */
final class ReplayTest {
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

    TestingLoad load = load(trace).fresh().maxEntries(200).run();

    assertThat(server.configurations).containsExactly("DELETE", "PUT{\"maxEntries\":200}");
    assertThat(load.fact("requests")).isEqualTo("6,000");
    assertThat(Double.parseDouble(load.fact("hit ratio").replace(" %", "")))
        .isCloseTo(lruHitRatio(keys, 200), within(1.0));
    assertThat(load.out()).contains("throughput ", "get latency  p50 ", "p99.9 ").contains("ms");
  }

  @Test
  void trace_blocks_becomeAKeyEach() throws Exception {
    TestingLoad load = load(trace("7 3 0 0\n\n7 1 0 1\n")).run();
    assertThat(server.entries()).containsOnlyKeys("7", "8", "9");
    assertThat(server.entries().get("8").text()).hasSize(100);
    assertThat(load.fact("requests")).isEqualTo("4");
    assertThat(load.fact("hits")).isEqualTo("1");
  }

  @Test
  void trace_badLines_areReportedWithTheirNumbersAndLeftOut() throws Exception {
    TestingLoad load =
        load(trace("1 1 0 0\nfoo\n3\n5 -1 0 0\n2 1\n")).tolerance(Tolerance.LENIENT).run();
    assertThat(server.entries()).containsOnlyKeys("1", "2");
    assertThat(load.err())
        .contains("line 2: not", "line 3: not", "line 4: a block")
        .hasLineCount(3);
    assertThat(load.fact("bad lines")).isEqualTo("3");
  }

  @Test
  void trace_strict_endsAtTheFirstBadLine() throws Exception {
    TestingLoad load = load(trace("1 1 0 0\nfoo\n")).tolerance(Tolerance.STRICT);
    assertThatThrownBy(load::run)
        .isInstanceOf(OperatorException.class)
        .hasMessageContaining("line 2")
        .hasMessageContaining("--strict");
  }

  @Test
  void trace_nodeUnavailableForAMoment_isAskedAgain() throws Exception {
    server.answers503.set(5);
    TestingLoad load = load(trace("1 20 0 0\n")).run();
    assertThat(server.entries()).hasSize(20);
    assertThat(load.fact("errors")).isEqualTo("0");
    assertThat(load.fact("sent again")).isEqualTo("5");
  }

  @Test
  void trace_requestsThatAreNotAnswered_areCountedAndFailTheLoad() throws Exception {
    server.answerLines("3", 503, 503);
    TestingLoad load = load(trace("1 5 0 0\n")).impatient();
    assertThatThrownBy(load::run).hasMessageContaining("1 unanswered");
    assertThat(load.fact("errors")).isEqualTo("1");
    assertThat(load.fact("requests")).isEqualTo("4");
    assertThat(load.err()).contains("GET of 3: the cluster answers 503");
  }

  private TestingLoad load(Path trace) {
    return new TestingLoad(trace, Format.TRACE, server.address(), server.address());
  }

  private Path trace(String lines) throws IOException {
    return Files.writeString(directory.resolve("t.lis"), lines);
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
    return 100.0 * hits / keys.length;
  }
}
