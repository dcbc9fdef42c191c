package io.aitta.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aitta.console.OperatorException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Exports that are interrupted, by the cluster and otherwise, and those that go on. */
final class ExportResumeTest {
  private static final int ENTRIES = 60;
  private static final int A_PAGE = 4;
  private static final Pattern CURSOR = Pattern.compile("cursor=([A-Za-z0-9_-]+)");

  private final TestingCluster cluster = TestingCluster.start();
  @TempDir Path directory;
  private TestingRelay relay;

  @BeforeEach
  void start() throws IOException {
    relay = new TestingRelay(cluster.server.port(), A_PAGE);
    cluster.fill(ENTRIES);
  }

  @AfterEach
  void stop() {
    relay.close();
    cluster.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"c.aitta", "c.ndjson", "c.aitta.gz", "c.ndjson.gz"})
  void clusterThatIsGoneInTheMiddle_leavesWhatTheNextOneGoesOnFrom(String name) throws Exception {
    relay.rule = afterPages(6);
    assertThatThrownBy(export(name).impatient()::export)
        .isInstanceOf(OperatorException.class)
        .hasMessageContaining("told so")
        .hasMessageContaining("--resume");
    assertThat(directory.resolve(name)).doesNotExist();
    relay.rule = (method, target, body) -> TestingRelay.PASS;
    relay.asked.clear();

    TestingTransfer resumed = export(name).resume().export();
    assertThat(resumed.err()).contains("going on after ");
    assertThat(resumed.fact("entries")).isEqualTo("60");
    assertThat(resumed.fact("bytes")).isEqualTo("170");
    assertThat(relay.asked).noneMatch(target -> isFirstPage(target));
    assertThat(directory.toFile().list()).containsExactly(name);
    assertImports(name);
  }

  @Test
  void partAndState_belongToTheirOwnerAlone() throws Exception {
    interrupt("c.aitta");
    for (String name : new String[] {"c.aitta.part", "c.aitta.part.state"}) {
      assertThat(Files.getPosixFilePermissions(directory.resolve(name)))
          .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }
    assertThat(directory.resolve("c.aitta.part.state"))
        .content()
        .doesNotContain("\"k1\"", "\"v1\"");
  }

  @Test
  void passingFailures_areRiddenThrough() throws Exception {
    int[] count = {0};
    int[] answers = {503, TestingRelay.CUT, TestingRelay.PASS};
    relay.rule =
        (method, target, body) ->
            target.contains("/entries?") ? answers[count[0]++ % answers.length] : TestingRelay.PASS;
    export("c.aitta").export();
    assertImports("c.aitta");
  }

  @Test
  void whatWasWrittenAfterTheLastMark_isCutOff() throws Exception {
    interrupt("c.aitta");
    Files.writeString(part(), "half a blo", StandardOpenOption.APPEND);
    export("c.aitta").resume().export();
    assertImports("c.aitta");
  }

  @Test
  void partThatLostItsEnd_goesOnFromAnEarlierMark() throws Exception {
    interrupt("c.aitta");
    byte[] whole = Files.readAllBytes(part());
    Files.write(part(), Arrays.copyOf(whole, whole.length / 2));
    relay.asked.clear();
    TestingTransfer resumed = export("c.aitta").resume().export();
    assertThat(resumed.err()).contains("going on after ");
    assertThat(relay.asked).noneMatch(ExportResumeTest::isFirstPage);
    assertImports("c.aitta");
  }

  @Test
  void partThatWasChanged_goesOnFromBeforeTheChange() throws Exception {
    interrupt("c.aitta");
    byte[] whole = Files.readAllBytes(part());
    whole[2 * whole.length / 3] ^= 1;
    Files.write(part(), whole);
    export("c.aitta").resume().export();
    assertImports("c.aitta");
  }

  @Test
  void cursorOfAPartitionWithAnotherOwner_listingGoesBackALittle() throws Exception {
    String dead = cursorOfPage(7);
    relay.rule = (method, target, body) -> target.contains(dead) ? 503 : TestingRelay.PASS;
    relay.asked.clear();
    TestingTransfer export = export("c.aitta").impatient();
    assertThatThrownBy(export::export)
        .hasMessageContaining("gone back 8 times")
        .hasMessageContaining("--resume");
    assertThat(export.err()).contains("another owner: going back from entry 24 to entry 20");
    assertThat(relay.asked.stream().filter(ExportResumeTest::isFirstPage)).hasSize(1);

    relay.rule = (method, target, body) -> TestingRelay.PASS;
    export("c.aitta").resume().export();
    assertImports("c.aitta");
  }

  @Test
  void cursorThatIsDeadOnce_everyEntryIsThereOnce() throws Exception {
    String dead = cursorOfPage(7);
    String before = cursorOfPage(6);
    boolean[] wentBack = {false};
    relay.rule =
        (method, target, body) -> {
          wentBack[0] |= relay.askedFor(before) > 1;
          return target.contains(dead) && !wentBack[0] ? 503 : TestingRelay.PASS;
        };
    relay.asked.clear();
    TestingTransfer export = export("c.ndjson").impatient().export();
    assertThat(export.err()).contains("going back from entry 24 to entry 20");
    assertThat(export.fact("entries")).isEqualTo("60");
    assertImports("c.ndjson");
  }

  @Test
  void noCursorIsValidAnyMore_saysSoAndBeginsAnew() throws Exception {
    interrupt("c.aitta");
    boolean[] anew = {false};
    relay.rule =
        (method, target, body) -> {
          anew[0] |= isFirstPage(method + " " + target);
          return target.contains("cursor=") && !anew[0] ? 400 : TestingRelay.PASS;
        };
    TestingTransfer resumed = export("c.aitta").impatient().resume().export();
    assertThat(resumed.err()).contains("beginning anew");
    assertThat(resumed.fact("entries")).isEqualTo("60");
    assertImports("c.aitta");
  }

  @Test
  void leftOverPart_isNeitherThrownAwayNorUsedWithoutAWord() throws Exception {
    interrupt("c.aitta");
    byte[] before = Files.readAllBytes(part());
    assertThatThrownBy(export("c.aitta")::export)
        .isInstanceOf(OperatorException.class)
        .hasMessageContaining("--resume")
        .hasMessageContaining("--overwrite");
    assertThat(part()).hasBinaryContent(before);
    export("c.aitta").overwrite().export();
    assertImports("c.aitta");
  }

  @Test
  void resume_ofAnotherCacheOrCluster_isRefused() throws Exception {
    interrupt("c.aitta");
    cluster.configure("d", "{}");
    assertThatThrownBy(export("c.aitta").cache("d").resume()::export)
        .isInstanceOf(OperatorException.class)
        .hasMessageContaining("is of another export: of cache c");
    relay.clusterView = "{\"name\":\"aitta\",\"members\":[{\"address\":\"10.9.9.9:1\"}]}";
    assertThatThrownBy(export("c.aitta").resume()::export)
        .hasMessageContaining("is of another export");
    relay.clusterView = "";
    export("c.aitta").resume().export();
  }

  @Test
  void resume_whereThereIsNothing_beginsAnewAndSaysSo() throws Exception {
    TestingTransfer export = export("c.aitta").resume().export();
    assertThat(export.err()).contains("nothing to go on with");
    assertImports("c.aitta");
  }

  @Test
  void folderThatIsNotThere_isSaidInASentence() {
    TestingTransfer export =
        new TestingTransfer(
            cluster.address(), directory.resolve("none/c.aitta"), cluster.server.clock);
    assertThatThrownBy(export::export)
        .isInstanceOf(OperatorException.class)
        .hasMessageContaining("c.aitta.part cannot be written: it, or its folder, is not there");
  }

  private void interrupt(String name) {
    relay.rule = afterPages(10);
    assertThatThrownBy(export(name).impatient()::export).hasMessageContaining("--resume");
    relay.rule = (method, target, body) -> TestingRelay.PASS;
    assertThat(part()).exists();
  }

  /** The listing fails for ever after so many pages. */
  private TestingRelay.Rule afterPages(int pages) {
    int[] left = {pages};
    return (method, target, body) ->
        target.contains("/entries?") && --left[0] < 0 ? 503 : TestingRelay.PASS;
  }

  /** The cursor by which a page is asked for, the first being 1. */
  private String cursorOfPage(int page) throws Exception {
    export("dry.aitta").export();
    Files.delete(directory.resolve("dry.aitta"));
    return relay.asked.stream()
        .map(CURSOR::matcher)
        .filter(Matcher::find)
        .map(matcher -> matcher.group(1))
        .skip(page - 2L)
        .findFirst()
        .orElseThrow();
  }

  private static boolean isFirstPage(String asked) {
    return asked.contains("/entries?") && !asked.contains("cursor=");
  }

  /** Each entry is in the file, and once: an import would not tell. */
  private void assertImports(String name) throws Exception {
    try (TestingCluster other = TestingCluster.start()) {
      TestingTransfer load =
          new TestingTransfer(other.address(), directory.resolve(name), other.server.clock);
      assertThat(load.ifAbsent().load().fact("skipped")).isEqualTo("0");
      assertThat(other.entries("c")).isEqualTo(cluster.entries("c")).hasSize(ENTRIES);
    }
  }

  private Path part() {
    return directory.resolve("c.aitta.part");
  }

  private TestingTransfer export(String name) {
    return new TestingTransfer(relay.address(), directory.resolve(name), cluster.server.clock);
  }
}
