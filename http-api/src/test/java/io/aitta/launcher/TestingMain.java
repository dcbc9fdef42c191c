package io.aitta.launcher;

import io.aitta.console.Terminal;
import java.nio.file.Path;
import java.util.List;

/** The launcher as a process, with testing nodes in place of real ones. */
final class TestingMain {
  private TestingMain() {}

  public static void main(String[] arguments) {
    NodeJvm jvm =
        new NodeJvm(
            Path.of(System.getProperty("java.home"), "bin", "java"),
            List.of("-Xmx32m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"),
            System.getProperty("java.class.path"),
            TestingNode.class.getName());
    System.exit(Launcher.create(Terminal.ofProcess(), jvm).execute(arguments));
  }
}
