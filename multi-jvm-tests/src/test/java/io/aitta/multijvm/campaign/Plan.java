package io.aitta.multijvm.campaign;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;

/**
 * What a campaign is to do.
 *
 * @param faults how many
 * @param writes how many must have been acknowledged before it ends, however many faults there were
 * @param clients how many threads call without a pause
 * @param seed of all random choices, though not of what threads and processes make of them
 * @param configuration HOCON that every node reads on top of all else; empty for none
 * @param directory of the history and the report
 */
public record Plan(
    Scenario scenario,
    int faults,
    long writes,
    int clients,
    long seed,
    String configuration,
    Path directory) {
  public Plan {
    requireNonNull(scenario, "scenario is null");
    requireNonNull(configuration, "configuration is null");
    requireNonNull(directory, "directory is null");
    if (faults < 0 || writes < 0 || clients < 1) {
      throw new IllegalArgumentException(
          "a campaign of %d faults, %d writes, %d clients".formatted(faults, writes, clients));
    }
  }

  /** What the cluster goes by. */
  String name() {
    return "campaign-" + scenario.label();
  }

  /** What the files of this campaign go by, but for their endings. */
  String fileName() {
    return name() + "-" + seed;
  }
}
