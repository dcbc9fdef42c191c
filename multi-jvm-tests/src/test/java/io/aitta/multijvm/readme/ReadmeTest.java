package io.aitta.multijvm.readme;

import static org.assertj.core.api.Assertions.assertThat;

import io.aitta.multijvm.process.JvmCluster;
import io.aitta.multijvm.process.SharedCluster;
import io.aitta.multijvm.process.TestProcess;
import io.aitta.multijvm.process.UpProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Carries out what the README shows. A fenced block is checked when an HTML comment stands on the
 * line before it:
 *
 * <ul>
 *   <li>{@code <!-- run: rest -->} before a {@code bash} block: its lines run, in {@code bash -eu},
 *       against a cluster of three nodes that is there already; {@code 127.0.0.1:8080}, {@code
 *       :8081} and {@code :8082} mean its nodes. Blocks run in the README's order on one cluster.
 *   <li>{@code <!-- run: up -->} before a {@code bash} block of the one line {@code ./aitta up …}:
 *       the command runs with ports, a directory and settings of its own, and must print that the
 *       cluster is ready; then it is stopped by SIGTERM and must end with all its nodes.
 *   <li>{@code <!-- run: java PATH -->} before a {@code java} block: its lines stand in the file of
 *       this path (from the root of the repository), which the build compiles, in this order and
 *       without others between them; indentation does not count.
 * </ul>
 *
 * A {@code text} block that follows a {@code bash} block at once is what it prints to standard
 * output: all of it for {@code rest}, lines of it for {@code up}. In it {@code …} stands for
 * anything within a line.
 */
@SharedCluster
final class ReadmeTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static List<MarkedBlock> blocks = List.of();

  @TempDir Path directory;

  @BeforeAll
  static void readReadme() throws IOException {
    Path readme = ROOT.resolve("README.md");
    blocks = Files.exists(readme) ? MarkedBlock.of(Files.readString(readme)) : List.of();
  }

  @Test
  void everyWayOfUse_isShown() {
    for (String way : List.of("rest", "up", "java ")) {
      assertThat(blocks).as("blocks marked '%s'", way).anyMatch(one -> one.mark().startsWith(way));
    }
    assertThat(blocks)
        .allSatisfy(block -> assertThat(block.mark()).matches("rest|up|java \\S+\\.java"));
  }

  @TestFactory
  Stream<DynamicTest> restBlocks_printWhatTheySay(JvmCluster cluster) {
    return tests("rest", block -> block.assertPrinted(runBash(cluster, block)));
  }

  @TestFactory
  Stream<DynamicTest> upBlocks_startACluster() {
    return tests("up", this::runUp);
  }

  @TestFactory
  Stream<DynamicTest> javaBlocks_standInCompiledFiles() {
    return tests("java", ReadmeTest::assertCompiled);
  }

  private String runBash(JvmCluster cluster, MarkedBlock block) throws IOException {
    Path printed = directory.resolve("rest-" + block.line() + ".out");
    String script = "exec 2>'" + printed + ".err'\nset -eu\n" + withPorts(cluster, block.code());
    try (TestProcess bash =
        TestProcess.start("bash", List.of("bash", "-c", script), Map.of(), printed)) {
      if (bash.awaitExit() != 0) {
        throw bash.failure("README, line " + block.line() + ": did not go well");
      }
      return bash.output();
    }
  }

  private static String withPorts(JvmCluster cluster, String code) {
    String replaced = code;
    for (int i = 0; i < 3; i++) {
      String port = ":" + cluster.node(i).httpPort();
      replaced =
          replaced
              .replace("127.0.0.1:808" + i, "127.0.0.1" + port)
              .replace("localhost:808" + i, "127.0.0.1" + port);
    }
    return replaced;
  }

  private void runUp(MarkedBlock block) {
    assertThat(block.code().strip()).matches("\\./aitta up[^\\n]*");
    String[] words = block.code().strip().split("\\s+", -1);
    List<String> options =
        Stream.of(words).skip(2).takeWhile(word -> !word.startsWith("#")).toList();
    try (UpProcess up = UpProcess.start("readme", options)) {
      block.assertPrintedAmong(up.process().output());
      long pid = up.process().pid();
      List<ProcessHandle> nodes = ProcessHandle.of(pid).orElseThrow().descendants().toList();
      up.process().terminate();
      up.process().awaitExit();
      assertThat(nodes).hasSizeGreaterThanOrEqualTo(3).noneMatch(ProcessHandle::isAlive);
    }
  }

  private static void assertCompiled(MarkedBlock block) throws IOException {
    Path file = ROOT.resolve(block.mark().substring("java ".length()));
    assertThat(file).exists();
    assertThat(withoutIndentation(Files.readString(file)))
        .as("README, line %d", block.line())
        .contains(withoutIndentation(block.code()));
  }

  private static String withoutIndentation(String code) {
    return code.lines()
        .map(String::strip)
        .filter(line -> !line.isEmpty())
        .reduce("", (all, line) -> all + line + "\n");
  }

  private static Stream<DynamicTest> tests(String way, BlockCheck check) {
    return blocks.stream()
        .filter(block -> block.mark().split(" ", 2)[0].equals(way))
        .map(block -> DynamicTest.dynamicTest("line " + block.line(), () -> check.accept(block)));
  }

  private interface BlockCheck {
    void accept(MarkedBlock block) throws IOException;
  }
}
