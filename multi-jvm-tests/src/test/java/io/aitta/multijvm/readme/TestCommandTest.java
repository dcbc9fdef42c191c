package io.aitta.multijvm.readme;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** There is one command that checks everything, and all who name it name the same. */
final class TestCommandTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  @Test
  void readmeContributingAndTheCheck_runTheSameCommand() throws IOException {
    String command = commandOf("README.md", "(?m)^(mvn [^#\\n]*verify)\\s+#");
    assertThat(commandOf("CONTRIBUTING.md", "`(mvn [^`\\n]*verify[^`\\n]*)` is the whole check"))
        .isEqualTo(command);
    assertThat(commandOf(".ci/run", "(?m)^(mvn .*)$")).isEqualTo(command);
  }

  @Test
  void theCheck_runsNothingElse() throws IOException {
    List<String> steps =
        Files.readAllLines(ROOT.resolve(".ci/run")).stream()
            .filter(line -> !line.isBlank() && !line.startsWith("#"))
            .filter(line -> !line.matches("(set|cd|export) .*"))
            .toList();
    assertThat(steps).singleElement().asString().startsWith("mvn ");
  }

  private static String commandOf(String file, String pattern) throws IOException {
    Matcher command = Pattern.compile(pattern).matcher(Files.readString(ROOT.resolve(file)));
    assertThat(command.find()).as("%s names the command", file).isTrue();
    return command.group(1).strip();
  }
}
