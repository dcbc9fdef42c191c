package io.aitta.launcher;

import io.aitta.console.Terminal;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;

/** Shows which Aitta this is, and on what it runs. */
@Command(name = "version", description = "Show the version and exit.")
final class VersionCommand implements LauncherCommand, IVersionProvider {
  private static final String RESOURCE = "/io/aitta/launcher/version.properties";

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
      "aitta " + version(), "Java " + Runtime.version() + ", " + System.getProperty("java.vendor"),
    };
  }

  static String version() {
    try (InputStream in = VersionCommand.class.getResourceAsStream(RESOURCE)) {
      Properties properties = new Properties();
      properties.load(in);
      return properties.getProperty("version");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
