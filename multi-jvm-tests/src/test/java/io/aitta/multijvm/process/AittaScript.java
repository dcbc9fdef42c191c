package io.aitta.multijvm.process;

import static java.util.stream.Collectors.joining;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The script {@code aitta} of this checkout, as people run it, with the Java of this test. */
public final class AittaScript {
  private static final Path SCRIPT = Path.of("..", "aitta").toAbsolutePath().normalize();

  private AittaScript() {}

  /**
   * Runs it; the process that comes of {@code aitta node} is the node itself.
   *
   * @param jvmOptions for the JVM of every node; none has a space
   */
  public static TestProcess start(
      String name, List<String> jvmOptions, List<String> arguments, Path log) {
    List<String> command = Stream.concat(Stream.of(SCRIPT.toString()), arguments.stream()).toList();
    Map<String, String> environment =
        Map.of(
            "JAVA_HOME", System.getProperty("java.home"),
            "AITTA_JAVA_OPTS", jvmOptions.stream().collect(joining(" ")));
    return TestProcess.start(name, command, environment, log);
  }
}
