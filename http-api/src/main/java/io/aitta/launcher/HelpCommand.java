package io.aitta.launcher;

import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows how a command is used. */
@Command(name = "help", helpCommand = true, description = "Show how a command is used.")
final class HelpCommand implements LauncherCommand {
  @Parameters(
      paramLabel = "COMMAND",
      arity = "0..1",
      description = "The command; without it, which there are.")
  Optional<String> command;

  @Spec CommandSpec spec;

  @Override
  public Integer call() {
    CommandLine root = spec.root().commandLine();
    command.map(name -> subcommand(root, name)).orElse(root).usage(root.getOut());
    return 0;
  }

  private CommandLine subcommand(CommandLine root, String name) {
    CommandLine found = root.getSubcommands().get(name);
    if (found == null) {
      throw new ParameterException(spec.commandLine(), "there is no command \"" + name + "\"");
    }
    return found;
  }
}
