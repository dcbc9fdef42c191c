package io.aitta.replica;

import static java.util.Objects.requireNonNull;

import io.aitta.core.replication.configuration.Configuration;
import io.aitta.core.replication.configuration.MemberId;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A partition that nobody leads, whose copies that count are on nodes which are to be given up.
 *
 * @param latest who had it by the register; empty where that did not say
 * @param waitsFor the nodes that are not there and have a copy that counts
 */
public record LostPartition(
    int partition, Optional<Configuration> latest, SortedSet<String> waitsFor, Fate fate) {
  /** What becomes of it. */
  public enum Fate {
    /** It waits for nobody but the nodes that are to be given up. */
    LOST,
    /** It waits for others too, which have to be given up with them or to come back. */
    WAITS_FOR_OTHERS,
    /** A copy that counts is there, or its node is still reading its disk. */
    COMES_BACK,
    /** The register could not be asked. */
    UNDECIDED
  }

  public LostPartition {
    requireNonNull(latest, "latest is null");
    requireNonNull(fate, "fate is null");
    waitsFor = Collections.unmodifiableSortedSet(new TreeSet<>(waitsFor));
  }

  /** The names of the nodes whose copies count. */
  public SortedSet<String> copies() {
    return latest.stream()
        .flatMap(configuration -> configuration.inSync().stream())
        .map(MemberId::node)
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
