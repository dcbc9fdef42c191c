package io.aitta.multijvm.surroundings;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs short commands of the operating system. */
final class Commands {
  private static final long TIMEOUT_SECONDS = 20;

  private Commands() {}

  /**
   * Runs a command to its end and gives what it printed.
   *
   * @param line words between spaces; none has a space itself
   * @throws IllegalStateException when it cannot be run, fails, or takes over 20 seconds
   */
  static String run(String line) {
    try {
      Process process = new ProcessBuilder(line.split(" ")).redirectErrorStream(true).start();
      String output = new String(process.getInputStream().readAllBytes(), UTF_8);
      if (!process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
        process.destroyForcibly();
        throw new IllegalStateException("'" + line + "' failed: " + output.trim());
      }
      return output;
    } catch (IOException e) {
      throw new IllegalStateException("cannot run '" + line + "': " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while running '" + line + "'", e);
    }
  }

  static void runAll(List<String> lines) {
    lines.forEach(Commands::run);
  }
}
