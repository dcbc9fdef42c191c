package io.aitta.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aitta.console.OperatorException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Imports that are interrupted or damaged, and those that go on. */
final class ImportResumeTest {
  private static final int ENTRIES = 1_600;
  private static final String BATCH = "/v1/caches/c/entries";

  private final TestingCluster here = TestingCluster.start();
  private final TestingCluster there = TestingCluster.start();
  @TempDir Path directory;
  private TestingRelay relay;

  @BeforeEach
  void start() throws IOException {
    relay = new TestingRelay(there.server.port(), ENTRIES);
  }

  @AfterEach
  void stop() {
    relay.close();
    here.close();
    there.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"c.aitta", "c.ndjson.gz"})
  void clusterThatIsGoneInTheMiddle_nextOneGoesOnAfterWhatIsSettled(String name) throws Exception {
    interrupt(name);
    AtomicInteger batches = new AtomicInteger();
    relay.rule =
        (method, target, body) -> {
          batches.addAndGet(target.equals(BATCH) ? 1 : 0);
          return TestingRelay.PASS;
        };
    TestingTransfer resumed = load(name).resume().load();
    assertThat(resumed.err()).contains("going on after 1000 entries");
    assertThat(batches.get()).isEqualTo(2);
    assertThat(resumed.fact("entries")).isEqualTo("1,600");
    assertThat(there.entries("c")).isEqualTo(here.entries("c")).hasSize(ENTRIES);
    assertThat(state()).doesNotExist();
  }

  @Test
  void anyOrderOfAnswers_nothingIsLeftOut() throws Exception {
    export("c.aitta");
    AtomicInteger batches = new AtomicInteger();
    relay.rule =
        (method, target, body) ->
            target.equals(BATCH) && batches.incrementAndGet() != 4 ? 503 : TestingRelay.PASS;
    assertThatThrownBy(load("c.aitta").impatient()::load).hasMessageContaining("--resume");
    relay.rule = (method, target, body) -> TestingRelay.PASS;
    load("c.aitta").resume().load();
    assertThat(there.entries("c")).isEqualTo(here.entries("c")).hasSize(ENTRIES);
  }

  @Test
  void lostAnswers_areAskedForAgain() throws Exception {
    export("c.aitta");
    AtomicInteger batches = new AtomicInteger();
    relay.rule =
        (method, target, body) ->
            target.equals(BATCH) && batches.getAndIncrement() % 2 == 0
                ? TestingRelay.CUT
                : TestingRelay.PASS;
    assertThat(load("c.aitta").load().fact("entries")).isEqualTo("1,600");
    assertThat(there.entries("c")).isEqualTo(here.entries("c"));
  }

  @Test
  void resume_ofAnotherFileCacheOrCluster_isRefused() throws Exception {
    interrupt("c.aitta");
    assertThatThrownBy(load("c.aitta").cache("d").resume()::load)
        .isInstanceOf(OperatorException.class)
        .hasMessageContaining("into the cache c")
        .hasMessageContaining("--state");
    relay.clusterView = "{\"name\":\"other\",\"members\":[]}";
    assertThatThrownBy(load("c.aitta").resume()::load).hasMessageContaining("into the cluster ");
    relay.clusterView = "";
    here.put("one more", "x");
    Files.delete(directory.resolve("c.aitta"));
    new TestingTransfer(here.address(), directory.resolve("c.aitta"), here.server.clock).export();
    assertThatThrownBy(load("c.aitta").resume()::load)
        .hasMessageContaining("of another file, or the file has changed");
    assertThat(load("c.aitta").load().fact("entries")).isEqualTo("1,601");
  }

  @Test
  void resume_whereTheCacheIsGone_isRefused() throws Exception {
    interrupt("c.aitta");
    there.delete("/v1/caches/c");
    assertThatThrownBy(load("c.aitta").resume()::load)
        .isInstanceOf(OperatorException.class)
        .hasMessageContaining("not there any more")
        .hasMessageContaining("without --resume");
  }

  @Test
  void state_isKeptWhereItIsWanted() throws Exception {
    export("c.aitta");
    Path elsewhere = directory.resolve("s");
    relay.rule = afterBatches(1);
    assertThatThrownBy(load("c.aitta").state(elsewhere).oneAtATime().impatient()::load)
        .hasMessageContaining("--resume");
    assertThat(elsewhere).exists();
    assertThat(state()).doesNotExist();
    relay.rule = (method, target, body) -> TestingRelay.PASS;
    assertThat(load("c.aitta").state(elsewhere).resume().load().err())
        .contains("going on after 500 entries");
  }

  @ParameterizedTest
  @ValueSource(strings = {"c.aitta", "c.ndjson", "c.aitta.gz", "c.ndjson.gz"})
  void fileThatWasCutOff_changesNothing(String name) throws Exception {
    export(name);
    byte[] whole = Files.readAllBytes(directory.resolve(name));
    for (int length : new int[] {0, 5, whole.length / 2, whole.length - 1}) {
      Files.write(directory.resolve(name), Arrays.copyOf(whole, length));
      assertThatThrownBy(load(name)::load).isInstanceOf(OperatorException.class);
    }
    assertThat(there.configuration("c")).contains("cache-not-found");
  }

  @Test
  void damagedFile_isSaidWithItsPlaceAndChangesNothing() throws Exception {
    export("c.aitta");
    byte[] whole = Files.readAllBytes(directory.resolve("c.aitta"));
    whole[whole.length - 100] ^= 1;
    Files.write(directory.resolve("c.aitta"), whole);
    assertThatThrownBy(load("c.aitta")::load)
        .isInstanceOf(OperatorException.class)
        .hasMessageMatching("\\S+c\\.aitta cannot be used: block 5, at byte \\d+, is damaged.*");
    assertThat(there.configuration("c")).contains("cache-not-found");
  }

  private void interrupt(String name) throws Exception {
    export(name);
    relay.rule = afterBatches(2);
    assertThatThrownBy(load(name).oneAtATime().impatient()::load)
        .isInstanceOf(OperatorException.class)
        .hasMessageContaining("told so")
        .hasMessageContaining("--resume");
    assertThat(directory.resolve(name + ".import")).exists();
    relay.rule = (method, target, body) -> TestingRelay.PASS;
  }

  private void export(String name) throws Exception {
    here.fill(ENTRIES);
    new TestingTransfer(here.address(), directory.resolve(name), here.server.clock).export();
  }

  private TestingRelay.Rule afterBatches(int batches) {
    AtomicInteger left = new AtomicInteger(batches);
    return (method, target, body) ->
        target.equals(BATCH) && left.decrementAndGet() < 0 ? 503 : TestingRelay.PASS;
  }

  private Path state() {
    return directory.resolve("c.aitta.import");
  }

  private TestingTransfer load(String name) {
    return new TestingTransfer(relay.address(), directory.resolve(name), there.server.clock);
  }
}
