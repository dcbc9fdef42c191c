package io.aitta.transfer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aitta.console.OperatorException;
import io.aitta.http.RestServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A cache goes into a file, and comes out of it in another cluster as it was. */
final class RoundTripTest {
  private static final long SEED = 20_231_114;

  private final TestingCluster here = TestingCluster.start();
  private final TestingCluster there = TestingCluster.start();
  @TempDir Path directory;

  @AfterEach
  void stop() {
    here.close();
    there.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"c.aitta", "c.aitta.gz", "c.ndjson", "c.jsonl.gz"})
  void everyKindOfEntry_comesBackAsItWas(String name) throws Exception {
    byte[] large = new byte[1 << 20];
    new Random(SEED).nextBytes(large);
    here.configure(
            "c", "{\"maxEntries\":1000,\"onFull\":\"reject\",\"ttl\":null,\"replicated\":false}")
        .put("empty", new byte[0], "application/x-thing; a=b", "")
        .put("large", large, "application/octet-stream", "?tags=big")
        .put("long text", "x".repeat(3 << 19).getBytes(UTF_8), "text/plain", "")
        .put("no text", new byte[] {-1, 'a'}, "text/plain; charset=utf-8", "")
        .put("json", "{\"a\":\"\\u00e4\"}".getBytes(UTF_8), "application/json", "?tags=a,b:1")
        .put("a%2Fb/c+d ä\ud83d\ude00\"\n", "odd".getBytes(UTF_8), "text/plain", "")
        .put("ttl", "t".getBytes(UTF_8), "text/plain", "?ttl=90m")
        .put("idle", "i".getBytes(UTF_8), "text/plain", "?max-idle=1.5s&ttl=7d&tags=x");
    Map<String, String> before = here.entries("c");
    TestingTransfer export = of(here, name).export();
    TestingTransfer load = of(there, name).load();

    assertThat(there.entries("c")).isEqualTo(before).hasSize(8);
    assertThat(there.configuration("c")).isEqualTo(here.configuration("c"));
    assertThat(export.fact("entries")).isEqualTo("8");
    assertThat(load.fact("entries")).isEqualTo("8");
    assertThat(load.fact("bytes")).isEqualTo(export.fact("bytes"));
    assertThat(directory.toFile().list()).containsExactly(name);
  }

  @Test
  void manyEntries_comeThroughManyPagesAndBatches() throws Exception {
    here.fill(1300);
    of(here, "c.aitta").export();
    of(there, "c.aitta").load();
    assertThat(there.entries("c")).isEqualTo(here.entries("c")).hasSize(1300);
  }

  @Test
  void emptyCache_isMadeAgain() throws Exception {
    here.configure("c", "{\"ttl\":\"5s\"}");
    of(here, "c.ndjson").export();
    of(there, "c.ndjson").cache("other").load();
    assertThat(there.configuration("other"))
        .isEqualTo(here.configuration("c").replace("\"c\"", "\"other\""));
  }

  @Test
  void entryThatExpiredSince_isLeftOutAndCounted() throws Exception {
    here.put("long", "l".getBytes(UTF_8), "text/plain", "?ttl=60s")
        .put("short", "s".getBytes(UTF_8), "text/plain", "?ttl=30s")
        .put("ever", "e");
    of(here, "c.aitta").export();
    here.server.clock.advance(Duration.ofSeconds(40));
    there.server.clock.advance(Duration.ofSeconds(40));
    TestingTransfer load = of(there, "c.aitta").load();
    assertThat(load.fact("expired")).isEqualTo("1");
    assertThat(load.fact("entries")).isEqualTo("2");
    assertThat(there.entries("c")).containsOnlyKeys("long", "ever");
    assertThat(there.entries("c").get("long")).contains("\"ttl\":\"20s\"");
    assertThat(there.entries("c").get("ever")).contains("\"ttl\":null");
  }

  @Test
  void remainingLifetimes_goOnFromTheImport() throws Exception {
    here.put("short", "s".getBytes(UTF_8), "text/plain", "?ttl=30s");
    of(here, "c.ndjson").export();
    there.server.clock.advance(Duration.ofDays(40));
    TestingTransfer load = of(there, "c.ndjson").lifetimes(Lifetimes.REMAINING).load();
    assertThat(load.fact("expired")).isEqualTo("0");
    assertThat(there.entries("c").get("short")).contains("\"ttl\":\"30s\"");
  }

  @Test
  void entryThatLivesOnInACacheOfLimits_livesOn() throws Exception {
    here.configure("c", "{\"ttl\":\"60s\",\"maxIdle\":\"50s\"}")
        .put("limited", "l")
        .put("free", "f");
    here.delete("/v1/caches/c/entries/free/ttl");
    Map<String, String> before = here.entries("c");
    assertThat(before.get("free")).contains("\"ttl\":null", "\"maxIdle\":null");
    of(here, "c.aitta").export();
    of(there, "c.aitta").load();
    assertThat(there.entries("c")).isEqualTo(before);
  }

  @Test
  void entriesThatAreThere_areReplaced_orLeftIfAbsentIsWanted() throws Exception {
    here.put("a", "new").put("b", "new");
    there.put("a", "old").put("z", "old");
    of(here, "c.aitta").export();
    TestingTransfer absent = of(there, "c.aitta").ifAbsent().load();
    assertThat(absent.fact("skipped")).isEqualTo("1");
    assertThat(absent.fact("entries")).isEqualTo("1");
    assertThat(there.entries("c").get("a")).contains("old");
    TestingTransfer load = of(there, "c.aitta").load();
    assertThat(load.fact("entries")).isEqualTo("2");
    assertThat(there.entries("c")).containsOnlyKeys("a", "b", "z");
    assertThat(there.entries("c").get("a")).contains("new");
  }

  @Test
  void configurationOfACacheThatIsThere_staysAsItIs() throws Exception {
    here.configure("c", "{\"maxEntries\":7}").put("a", "1");
    there.configure("c", "{\"maxEntries\":9}");
    of(here, "c.aitta").export();
    of(there, "c.aitta").load();
    assertThat(there.configuration("c")).contains("\"maxEntries\":9");
  }

  @Test
  void withoutConfig_cacheIsMadeWithDefaults() throws Exception {
    here.configure("c", "{\"maxEntries\":7}").put("a", "1");
    of(here, "c.aitta").export();
    of(there, "c.aitta").withoutConfig().load();
    assertThat(there.configuration("c")).contains("\"maxEntries\":null");
    assertThat(there.entries("c")).containsOnlyKeys("a");
  }

  @Test
  void withoutConfig_whereNoCacheMakesItself_saysWhatToDo() throws Exception {
    here.put("a", "1");
    of(here, "c.aitta").export();
    try (TestingCluster strict = TestingCluster.of(RestServer.start("auto-create-caches = off"))) {
      assertThatThrownBy(of(strict, "c.aitta").withoutConfig()::load)
          .isInstanceOf(OperatorException.class)
          .hasMessageContaining("--no-config");
    }
  }

  @Test
  void configurationThatTheClusterRefuses_saysWhyAndWhatToDo() throws Exception {
    try (TestingCluster durable = TestingCluster.of(RestServer.startWithJournal())) {
      durable.configure("c", "{\"persistence\":\"sync\"}").put("a", "1");
      of(durable, "c.aitta").export();
    }
    assertThatThrownBy(of(there, "c.aitta")::load)
        .isInstanceOf(OperatorException.class)
        .hasMessageContaining("keeps no journal")
        .hasMessageContaining("PUT /v1/caches/c")
        .hasMessageContaining("--no-config");
    of(there, "c.aitta").withoutConfig().load();
    assertThat(there.entries("c")).containsOnlyKeys("a");
  }

  @Test
  void refusedEntries_areCountedAndShownWithoutTheirKeys() throws Exception {
    here.put("secret-key", "secret-value").put("b", "x".repeat(400));
    there.configure("c", "{\"maxBytes\":300,\"onFull\":\"reject\"}");
    of(here, "c.aitta").export();
    TestingTransfer load = of(there, "c.aitta");
    assertThatThrownBy(load::load)
        .isInstanceOf(OperatorException.class)
        .hasMessageContaining("not all of ")
        .hasMessageContaining("1 refused");
    assertThat(load.fact("refused")).isEqualTo("1");
    assertThat(load.fact("entries")).isEqualTo("1");
    assertThat(load.err()).contains("entry ", "507").doesNotContain("secret");
  }

  @Test
  void fileAndWhatIsBesideIt_belongToTheirOwnerAlone() throws Exception {
    here.put("a", "1");
    Path part = Files.writeString(directory.resolve("c.aitta.part"), "of old");
    Files.setPosixFilePermissions(part, PosixFilePermissions.fromString("rw-r--r--"));
    of(here, "c.aitta").overwrite().export();
    assertThat(Files.getPosixFilePermissions(directory.resolve("c.aitta")))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
  }

  @Test
  void fileThatIsThere_isReplacedOnlyWhenWanted() throws Exception {
    here.put("a", "1");
    Path file = Files.writeString(directory.resolve("c.aitta"), "dear");
    assertThatThrownBy(of(here, "c.aitta")::export)
        .isInstanceOf(OperatorException.class)
        .hasMessageContaining("is there already")
        .hasMessageContaining("--overwrite");
    assertThat(file).hasContent("dear");
    of(here, "c.aitta").overwrite().export();
    of(there, "c.aitta").load();
    assertThat(there.entries("c")).containsOnlyKeys("a");
  }

  @Test
  void cacheThatIsNotThere_isSaid() {
    assertThatThrownBy(of(here, "c.aitta")::export)
        .isInstanceOf(OperatorException.class)
        .hasMessageContaining("there is no cache c");
    assertThat(directory).isEmptyDirectory();
  }

  private TestingTransfer of(TestingCluster cluster, String name) {
    return new TestingTransfer(cluster.address(), directory.resolve(name), cluster.server.clock);
  }
}
