package io.aitta.launcher;

import io.aitta.console.Terminal;

/** The entry of the script {@code aitta}. */
public final class Main {
  private Main() {}

  /** Runs a command and ends the process with its exit code. */
  public static void main(String[] arguments) {
    System.exit(
        Launcher.create(Terminal.ofProcess(), NodeJvm.ofThisProcess(System.getenv()))
            .execute(arguments));
  }
}
