package io.aitta.multijvm.process;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The script {@code aitta} of this checkout, as people run it, with the Java of this test. */
public final class AittaScript {
  private static final Path SCRIPT = Path.of("..", "aitta").toAbsolutePath().normalize();

  private AittaScript() {}

  /**
   * Runs it on this machine; the process that comes of {@code aitta node} is the node itself.
   *
   * @param jvmOptions for the JVM of every node; none has a space
   */
  public static TestProcess start(
      String name, List<String> jvmOptions, List<String> arguments, Path log) {
    return start(Place.HERE, name, jvmOptions, arguments, log);
  }

  /** Runs it in a place. */
  static TestProcess start(
      Place place, String name, List<String> jvmOptions, List<String> arguments, Path log) {
    List<String> command = new ArrayList<>(place.wrapper());
    command.add(SCRIPT.toString());
    command.addAll(arguments);
    Map<String, String> environment = new HashMap<>(place.environment());
    environment.put("JAVA_HOME", System.getProperty("java.home"));
    environment.put("AITTA_JAVA_OPTS", String.join(" ", jvmOptions));
    return TestProcess.start(name, command, environment, log);
  }
}
