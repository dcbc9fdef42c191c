package io.aitta.launcher;

import io.aitta.console.Terminal;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;

/** Says in a sentence what is wrong with a command line. */
record UsageErrors(Terminal terminal) implements IParameterExceptionHandler {
  @Override
  public int handleParseException(ParameterException error, String[] arguments) {
    CommandLine command = error.getCommandLine();
    CommandErrors.say(
        terminal,
        "%s; '%s --help' tells how it is used"
            .formatted(firstLine(error), command.getCommandSpec().qualifiedName()));
    return command.getCommandSpec().exitCodeOnInvalidInput();
  }

  private static String firstLine(ParameterException error) {
    return error.getMessage().lines().findFirst().orElse("the command line is wrong");
  }
}
