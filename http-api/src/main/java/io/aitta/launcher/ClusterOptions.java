package io.aitta.launcher;

import java.util.Optional;
import picocli.CommandLine.Help.Visibility;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The options of commands that send requests to a running cluster. */
public final class ClusterOptions extends NodeUrls {
  private static final int MOST_CONCURRENCY = 1024;

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

  /** Options of a command that has this many requests under way unless told otherwise. */
  public ClusterOptions(int usualConcurrency) {
    this.concurrency = usualConcurrency;
  }

  /**
   * The cache's name, if it was given.
   *
   * @throws ParameterException when no cache can have it
   */
  public Optional<String> cache() {
    return cache.map(name -> cacheNamed(name, "--cache"));
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
}
