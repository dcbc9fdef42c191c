package io.aitta.multijvm.process;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The command line of a JVM that has the test's own Java and class path. */
public final class JavaLaunch {
  /** The launcher's main class. */
  public static final String LAUNCHER = "io.aitta.launcher.Main";

  private JavaLaunch() {}

  /** The command that runs the launcher in a JVM of these options with these arguments. */
  public static List<String> launcher(List<String> jvmOptions, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(java());
    command.add("-cp");
    command.add(classPath());
    command.addAll(jvmOptions);
    command.add(LAUNCHER);
    command.addAll(arguments);
    return List.copyOf(command);
  }

  /** The {@code java} that runs this test. */
  public static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  /**
   * The class path of this test, with the entries of a jar that is only a manifest, as Surefire
   * makes one, in place of that jar.
   */
  public static String classPath() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .flatMap(JavaLaunch::unfolded)
        .distinct()
        .collect(Collectors.joining(File.pathSeparator));
  }

  private static Stream<String> unfolded(String element) {
    if (!element.endsWith(".jar")) {
      return Stream.of(element);
    }
    String listed = manifestClassPath(element);
    if (listed.isBlank()) {
      return Stream.of(element);
    }
    URI base = Path.of(element).toUri();
    Stream<String> named =
        Arrays.stream(listed.trim().split("\\s+"))
            .map(entry -> Path.of(base.resolve(entry)).toString());
    return Stream.concat(Stream.of(element), named);
  }

  private static String manifestClassPath(String jar) {
    try (JarFile file = new JarFile(jar)) {
      Manifest manifest = file.getManifest();
      String listed =
          manifest == null
              ? null
              : manifest.getMainAttributes().getValue(Attributes.Name.CLASS_PATH);
      return listed == null || !isSurefires(manifest) ? "" : listed;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + jar + " of the class path", e);
    }
  }

  private static boolean isSurefires(Manifest manifest) {
    String main = manifest.getMainAttributes().getValue(Attributes.Name.MAIN_CLASS);
    return main != null && main.contains("surefire");
  }
}
