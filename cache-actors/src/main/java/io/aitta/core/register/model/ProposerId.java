package io.aitta.core.register.model;

import static java.util.Objects.requireNonNull;

import java.util.Comparator;
import java.util.UUID;

/**
 * One process that proposes. A process that starts again is another proposer, since it no longer
 * knows which ballots it has used.
 *
 * @param node the node's name, for people
 * @param process never the same for two processes
 */
public record ProposerId(String node, UUID process) implements Comparable<ProposerId> {
  private static final Comparator<ProposerId> ORDER =
      Comparator.comparing(ProposerId::node).thenComparing(ProposerId::process);

  public ProposerId {
    requireNonNull(node, "node is null");
    requireNonNull(process, "process is null");
  }

  @Override
  public int compareTo(ProposerId other) {
    return ORDER.compare(this, other);
  }
}
