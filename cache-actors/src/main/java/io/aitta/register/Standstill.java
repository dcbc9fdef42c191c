package io.aitta.register;

import static java.util.Objects.requireNonNull;

import io.aitta.core.register.model.Generation;
import io.aitta.core.register.model.VoterId;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A time in which the register can decide nothing, as one node sees it: too many of its voters are
 * not there, or no voters are known.
 *
 * @param since the begin, in nanoseconds of this node's clock
 * @param generation the voters; empty where none are known
 * @param waitsFor those of them that are not there: their nodes are no members, out of reach or
 *     dead, or have stepped back
 */
public record Standstill(long since, Optional<Generation> generation, SortedSet<VoterId> waitsFor) {
  public Standstill {
    requireNonNull(generation, "generation is null");
    waitsFor = Collections.unmodifiableSortedSet(new TreeSet<>(waitsFor));
  }

  /** What is missing, and what to do, in one sentence. */
  public String sentence() {
    return generation
        .map(
            voters ->
                "the register of configurations decides nothing: of "
                    + voters
                    + " it waits for "
                    + waitsFor
                    + "; start their nodes, each on its aitta.register.directory, or if what they"
                    + " kept is lost, as what was in memory is, stop all nodes, empty their"
                    + " directories and start the cluster anew")
        .orElse(
            "no voters of the register of configurations are known to this node: start those that"
                + " ran before, or see why the oldest member of the cluster does not answer, and"
                + " stop it");
  }
}
