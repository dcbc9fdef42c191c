package io.aitta.launcher;

import io.aitta.console.OperatorException;
import io.aitta.console.Terminal;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Says in a sentence why a command did not do what it was asked. */
record CommandErrors(Terminal terminal, AittaCommand root) implements IExecutionExceptionHandler {
  @Override
  public int handleExecutionException(Exception error, CommandLine command, ParseResult parsed) {
    say(terminal, sentence(error));
    if (root.wantsStackTraces()) {
      error.printStackTrace(terminal.err());
    }
    return error instanceof OperatorException known ? known.exitCode() : OperatorException.FAILURE;
  }

  private static String sentence(Exception error) {
    return error instanceof OperatorException
        ? error.getMessage()
        : "this should not happen: " + error + "; start it again with --debug to see where";
  }

  static void say(Terminal terminal, String sentence) {
    Help.Ansi ansi = Launcher.ansi(terminal.coloursErr());
    terminal.err().println(ansi.string("@|bold,red aitta:|@ ") + sentence);
    terminal.err().flush();
  }
}
