package io.aitta.launcher;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * How the JVM of a node is started.
 *
 * @param java the program
 * @param options the options before the class path, in order
 * @param classPath where the classes are
 * @param mainClass the class that runs a node when told {@code node}
 */
record NodeJvm(Path java, List<String> options, String classPath, String mainClass) {
  /** The system property that tells a node that a supervisor reads its output. */
  static final String SUPERVISED = "aitta.node.supervised";

  private static final String OPTIONS = "aitta.node.options";
  private static final String USER_OPTIONS = "AITTA_JAVA_OPTS";

  NodeJvm {
    options = List.copyOf(options);
  }

  /**
   * The JVM and the classes of this process, with the options that the script names and those of
   * {@code AITTA_JAVA_OPTS}, which come last and win.
   */
  static NodeJvm ofThisProcess(Map<String, String> environment) {
    List<String> options = new ArrayList<>();
    System.getProperty(OPTIONS, "").lines().forEach(options::add);
    options.addAll(words(environment.getOrDefault(USER_OPTIONS, "")));
    return new NodeJvm(
        Path.of(System.getProperty("java.home"), "bin", "java"),
        options,
        System.getProperty("java.class.path"),
        Main.class.getName());
  }

  /** The command line of a node. */
  List<String> command(List<String> systemProperties, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(java.toString());
    command.addAll(options);
    systemProperties.forEach(property -> command.add("-D" + property));
    command.addAll(List.of("-cp", classPath, mainClass, "node"));
    command.addAll(arguments);
    return command;
  }

  private static List<String> words(String text) {
    return text.isBlank() ? List.of() : List.of(text.trim().split("\\s+"));
  }
}
