package io.aitta.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class LauncherTest {
  private final TestingConsole console = new TestingConsole();

  @ParameterizedTest
  @ValueSource(strings = {"up", "node", "load", "export", "import", "give-up", "version", "help"})
  void help_ofEveryCommand_isPrintedAndIsNoError(String command) {
    assertThat(console.run(command, "--help")).isZero();
    assertThat(console.out()).startsWith("Usage: aitta " + command).contains("-h, --help");
    assertThat(console.err()).isEmpty();
  }

  @Test
  void help_ofTheWhole_namesTheCommandsAndTheEnvironment() {
    assertThat(console.run("--help")).isZero();
    assertThat(console.out())
        .containsSubsequence("up ", "node ", "load ", "export ", "import ", "version ", "help ")
        .contains("AITTA_JAVA_OPTS", "NO_COLOR", "Exit codes")
        .doesNotContain("bench");
  }

  @Test
  void help_ofUp_hasTheOptionsAndDefaultsOfTheContract() {
    console.run("up", "--help");
    assertThat(console.out().replaceAll("\\s+", " "))
        .contains("--nodes=N How many nodes (default: 3)")
        .contains("--http-port=PORT", "(default: 8080)")
        .contains("--cluster-port=PORT", "(default: 25520)")
        .contains(
            "--run-dir=DIR",
            "--register-dir=DIR",
            "--persistence=none|h2|<jdbc url>",
            "--conf=FILE")
        .contains(
            "--bind=HOST The address to listen on (default: 127.0.0.1, or what the settings say)");
  }

  @Test
  void help_asCommand_showsTheCommandsHelp() {
    assertThat(console.run("help", "up")).isZero();
    assertThat(console.out()).startsWith("Usage: aitta up");
  }

  @Test
  void help_ofNoCommand_isAUsageError() {
    assertThat(console.run("help", "dance")).isEqualTo(2);
    assertThat(console.err()).contains("there is no command \"dance\"");
  }

  @Test
  void version_isThatOfTheBuild() {
    assertThat(console.run("version")).isZero();
    assertThat(console.out()).matches("(?s)aitta \\d+\\.\\d+\\.\\d+\\S*\\RJava .*");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''|a command is missing",
        "dance|dance",
        "up --nodes 0|--nodes is 0, but must be 1 to 64",
        "up --nodes many|--nodes",
        "up --http-port 65535|--http-port is 65535, but must be 1 to 65533",
        "up --http-port 9000 --cluster-port 9002|at least 3 away",
        "up --log-format xml|--log-format",
        "node|--name",
        "node --name a/b|--name is a/b",
        "node --name a --http-port 70000|--http-port is 70000",
        "node --name a --seeds nowhere|--seeds is nowhere",
        "load|FILE",
        "load . --concurrency 0|--concurrency is 0, but must be 1 to 1024",
        "load . --url ftp://x|--url is ftp://x",
        "load . --cache a:b|--cache is a:b, but must be a letter or digit",
        "load . --strict --lenient|mutually exclusive",
        "export|CACHE",
        "export c|FILE",
        "export a:b c.aitta|CACHE is a:b, but must be a letter or digit",
        "export c c.bin|the name c.bin does not say what is in it",
        "export c c.aitta.zst|compressed as .gz only",
        "export c c.aitta --format xml|--format",
        "export c c.aitta --url ftp://x|--url is ftp://x",
        "import c|FILE",
        "import c c.json|the name c.json does not say what is in it",
        "import c c.aitta --concurrency 0|--concurrency is 0, but must be 1 to 1024",
        "import c c.aitta --lifetimes none|--lifetimes",
        "load pom.xml --format directory|--format is directory, but pom.xml is a file",
      })
  void wrongCommandLine_endsWithOneSentence(String line, String sentence) {
    int code = console.run(line.isEmpty() ? new String[0] : line.split(" ", -1));
    assertThat(code).isEqualTo(2);
    assertThat(console.err().lines()).hasSize(1);
    assertThat(console.err()).startsWith("aitta: ").contains(sentence).contains("--help");
    assertThat(console.out()).isEmpty();
  }

  @Test
  void up_portTaken_endsWithTheOptionThatChangesIt(@TempDir Path directory) throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String port = Integer.toString(taken.getLocalPort());
      int code =
          console.run("up", "--nodes", "1", "--http-port", port, "--run-dir", directory.toString());
      assertThat(code).isEqualTo(4);
      assertThat(console.err())
          .contains("port " + port + " of 127.0.0.1 (HTTP of node-1) is taken", "--http-port");
    }
  }

  @Test
  void up_runDirectoryIsAFile_endsWithOneSentence(@TempDir Path directory) throws IOException {
    Path file = Files.writeString(directory.resolve("file"), "");
    assertThat(console.run("up", "--run-dir", file.toString())).isEqualTo(1);
    assertThat(console.err()).contains("cannot be written", "--run-dir").hasLineCount(1);
  }

  @Test
  void debug_showsTheStackTrace(@TempDir Path directory) {
    console.run("load", directory.resolve("none.lis").toString(), "--debug");
    assertThat(console.err()).contains("OperatorException", "\tat ");
  }

  @Test
  void load_rootOfTheFileSystem_hasNoNameAndIsNoBug() {
    assertThat(console.run("load", "/", "--limit", "0")).isEqualTo(2);
    assertThat(console.err()).contains("--limit is 0");
  }

  @Test
  void load_fileOfUnknownKind_asksForTheFormat(@TempDir Path directory) throws IOException {
    Path file = Files.writeString(directory.resolve("data.bin"), "");
    assertThat(console.run("load", file.toString())).isEqualTo(2);
    assertThat(console.err()).contains("data.bin", "--format");
  }
}
