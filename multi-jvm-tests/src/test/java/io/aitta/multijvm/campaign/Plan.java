package io.aitta.multijvm.campaign;

import static java.util.Objects.requireNonNull;

import io.aitta.multijvm.campaign.fault.Fault;
import java.nio.file.Path;
import java.util.List;

/**
 * What a campaign is to do.
 *
 * @param only a part of the names of the faults to choose; empty for all
 * @param faults how many
 * @param writes how many must have been acknowledged before it ends, however many faults there were
 * @param clients how many threads call without a pause
 * @param seed of all random choices, though not of what threads and processes make of them
 * @param persistence of the clients' caches; nodes keep a journal unless it is none
 * @param configuration HOCON that every node reads on top of all else; empty for none
 * @param directory of the history and the report
 */
public record Plan(
    Scenario scenario,
    String only,
    int faults,
    long writes,
    int clients,
    long seed,
    Persistence persistence,
    String configuration,
    Path directory) {
  public Plan {
    requireNonNull(scenario, "scenario is null");
    requireNonNull(only, "only is null");
    requireNonNull(persistence, "persistence is null");
    requireNonNull(configuration, "configuration is null");
    requireNonNull(directory, "directory is null");
    if (faults < 0 || writes < 0 || clients < 1) {
      throw new IllegalArgumentException(
          "a campaign of %d faults, %d writes, %d clients".formatted(faults, writes, clients));
    }
  }

  /**
   * The fault of that number, from 0.
   *
   * @throws IllegalArgumentException when the scenario has none that may be chosen
   */
  Fault fault(int number) {
    List<Fault> chosen =
        scenario.faults().stream().filter(fault -> fault.name().contains(only)).toList();
    if (chosen.isEmpty()) {
      throw new IllegalArgumentException(
          "no fault of %s has '%s' in its name".formatted(scenario.label(), only));
    }
    return chosen.get(number % chosen.size());
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
