package io.aitta.benchmarks;

import io.aitta.launcher.LauncherCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code aitta bench}: the benchmarks, each a command below this one. */
@Command(
    name = "bench",
    description = "Measure a running cluster.",
    subcommands = {MixedCommand.class, RefillCommand.class})
public final class BenchCommand implements LauncherCommand {
  @Spec CommandSpec spec;

  /** For the launcher, which finds it as a service. */
  public BenchCommand() {}

  @Override
  public Integer call() {
    throw new ParameterException(spec.commandLine(), "name a benchmark, for example: mixed");
  }
}
