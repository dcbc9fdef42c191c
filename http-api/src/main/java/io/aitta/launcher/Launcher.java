package io.aitta.launcher;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.aitta.console.Terminal;
import java.io.PrintWriter;
import java.util.ServiceLoader;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;

/** The command line, put together. */
final class Launcher {
  private Launcher() {}

  static CommandLine create(Terminal terminal, NodeJvm jvm) {
    AittaCommand root = new AittaCommand();
    CommandLine line =
        new CommandLine(root)
            .addSubcommand(new UpCommand(terminal, jvm))
            .addSubcommand(new NodeCommand(terminal))
            .addSubcommand(new LoadCommand(terminal))
            .addSubcommand(new ExportCommand(terminal))
            .addSubcommand(new ImportCommand(terminal))
            .addSubcommand(new GiveUpCommand(terminal))
            .addSubcommand(new RehearseCommand());
    ServiceLoader.load(LauncherCommand.class).forEach(line::addSubcommand);
    line.addSubcommand(new VersionCommand(terminal)).addSubcommand(new HelpCommand());
    return line.setOut(new PrintWriter(terminal.out(), true, UTF_8))
        .setErr(new PrintWriter(terminal.err(), true, UTF_8))
        .setColorScheme(Help.defaultColorScheme(ansi(terminal.coloursOut())))
        .setUsageHelpAutoWidth(false)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setParameterExceptionHandler(new UsageErrors(terminal))
        .setExecutionExceptionHandler(new CommandErrors(terminal, root));
  }

  static Ansi ansi(boolean colours) {
    return colours ? Ansi.ON : Ansi.OFF;
  }
}
