package io.aitta.launcher;

import io.aitta.core.model.CacheName;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Help.Visibility;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options of commands that send requests to a running cluster. */
public final class ClusterOptions {
  private static final int MOST_CONCURRENCY = 1024;

  @Option(
      names = "--url",
      paramLabel = "URL",
      split = ",",
      defaultValue = "http://127.0.0.1:8080",
      showDefaultValue = Visibility.NEVER,
      description =
          "A node, several with commas or repeated; asked in turn (default: ${DEFAULT-VALUE}).")
  List<URI> nodes;

  @Option(
      names = "--cache",
      paramLabel = "NAME",
      description =
          "The cache (default: bench; of a load the name of what is loaded, up to the first dot).")
  Optional<String> cache;

  @Option(
      names = {"--concurrency", "--connections"},
      paramLabel = "N",
      showDefaultValue = Visibility.NEVER,
      description = "Requests under way at a time (default: ${DEFAULT-VALUE}).")
  int concurrency;

  @Spec(Spec.Target.MIXEE)
  CommandSpec command;

  /** Options of a command that has this many requests under way unless told otherwise. */
  public ClusterOptions(int usualConcurrency) {
    this.concurrency = usualConcurrency;
  }

  /**
   * The base addresses of the nodes.
   *
   * @throws ParameterException when one is not of an address that a node can have
   */
  public List<URI> nodes() {
    nodes.forEach(this::requireHttp);
    return nodes;
  }

  /**
   * The cache's name, if it was given.
   *
   * @throws ParameterException when no cache can have it
   */
  public Optional<String> cache() {
    cache
        .filter(name -> !CacheName.isValid(name))
        .ifPresent(
            name -> {
              throw usage(
                  "--cache is %s, but must be a letter or digit and up to 62 of [A-Za-z0-9._-]"
                      .formatted(name));
            });
    return cache;
  }

  /**
   * How many requests are under way at a time.
   *
   * @throws ParameterException when that is out of range
   */
  public int concurrency() {
    requireIn("--concurrency", concurrency, 1, MOST_CONCURRENCY);
    return concurrency;
  }

  /**
   * Makes sure that the value of an option is in its range.
   *
   * @throws ParameterException when it is not
   */
  public void requireIn(String option, long value, long least, long most) {
    if (value < least || value > most) {
      throw usage("%s is %d, but must be %d to %d".formatted(option, value, least, most));
    }
  }

  /** Says in a sentence what is wrong with the command line. */
  public ParameterException usage(String sentence) {
    return new ParameterException(command.commandLine(), sentence);
  }

  private void requireHttp(URI node) {
    if (node.getHost() == null || !String.valueOf(node.getScheme()).matches("https?")) {
      throw usage("--url is " + node + ", but must be like http://127.0.0.1:8080");
    }
  }
}
