package io.aitta.launcher;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** What options of a command may say. */
record Allowed(CommandSpec spec) {
  /**
   * Makes sure of it.
   *
   * @param allowed what would be
   * @throws ParameterException with a sentence that names the option and what it says
   */
  void require(boolean holds, String option, Object value, String allowed) {
    if (!holds) {
      throw new ParameterException(
          spec.commandLine(), "%s is %s, but must be %s".formatted(option, value, allowed));
    }
  }
}
