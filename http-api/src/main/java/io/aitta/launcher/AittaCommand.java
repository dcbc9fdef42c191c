package io.aitta.launcher;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command above all commands: it says which there are. */
@Command(
    name = "aitta",
    description = "A distributed cache: a cluster of JVMs that stores and serves over REST.",
    synopsisSubcommandLabel = "COMMAND",
    versionProvider = VersionCommand.class,
    subcommandsRepeatable = false,
    footerHeading = "%nExit codes and environment:%n",
    footer = {
      "  0 done; 1 could not be done; 2 the command line or the configuration is wrong; 4 a port is",
      "  taken; 5 a node lost its cluster, and joins it when started again; 6 a node found no",
      "  cluster that lets it in; 7 a copy on a node failed by a fault of the program, and the node",
      "  may be started again; 130 and 143 ended by Ctrl-C and SIGTERM: of these, those that are",
      "  neither 0 nor a signal's come with one sentence on the error stream, why and what to do.",
      "  3 and 255 are the JVM's: out of memory, and a fault of the program; the log says more.",
      "  AITTA_JAVA_OPTS    options for the JVM of every node, such as -Xmx2g",
      "  AITTA_LOG_FORMAT   text or json, where --log-format is not given",
      "  AITTA_DEBUG        when set, errors come with their stack traces, as by --debug",
      "  NO_COLOR           when set, no colours",
      "",
      "'aitta COMMAND --help' tells more; 'aitta up' is the one to begin with."
    })
final class AittaCommand implements Runnable {
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = ScopeType.INHERIT,
      description = "Show this help and exit.")
  boolean help;

  @Option(
      names = {"-V", "--version"},
      versionHelp = true,
      description = "Show the version and exit.")
  boolean version;

  @Option(
      names = "--debug",
      scope = ScopeType.INHERIT,
      description = "Show the stack trace of an error.")
  boolean debug;

  @Spec CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "a command is missing");
  }

  boolean wantsStackTraces() {
    return debug || System.getenv("AITTA_DEBUG") != null;
  }
}
