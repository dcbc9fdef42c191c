package io.aitta.launcher;

import io.aitta.BuildVersion;
import io.aitta.console.Terminal;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;

/** Shows which Aitta this is, and on what it runs. */
@Command(name = "version", description = "Show the version and exit.")
final class VersionCommand implements LauncherCommand, IVersionProvider {
  private final Terminal terminal;

  /** For picocli, which asks it for the version only. */
  VersionCommand() {
    this(Terminal.ofProcess());
  }

  VersionCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    for (String line : getVersion()) {
      terminal.out().println(line);
    }
    return 0;
  }

  @Override
  public String[] getVersion() {
    return new String[] {
      "aitta " + BuildVersion.current(),
      "Java " + Runtime.version() + ", " + System.getProperty("java.vendor"),
    };
  }
}
