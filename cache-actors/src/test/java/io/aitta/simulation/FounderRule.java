package io.aitta.simulation;

import io.aitta.core.replication.configuration.Configuration;
import io.aitta.core.replication.configuration.MemberId;
import io.aitta.core.replication.protocol.Now;
import io.aitta.core.replication.protocol.Output;
import io.aitta.core.replication.protocol.Standing;
import java.util.Optional;

/**
 * Watches one process: if it begins anew in the place of a primary that lives, because an operator
 * was mistaken, it does not serve before a lease that the other may hold is over.
 */
final class FounderRule {
  private final Simulation world;
  private final SimulatedNode node;
  private Optional<Taken> taken = Optional.empty();

  private record Taken(MemberId from, long epoch, long at) {}

  FounderRule(Simulation world, SimulatedNode node) {
    this.world = world;
    this.node = node;
  }

  void proposing(Now now, Output.ProposeConfiguration proposal) {
    proposal
        .expected()
        .filter(before -> proposal.next().losses() > before.losses())
        .ifPresent(before -> taken = Optional.of(take(before, proposal.next(), now)));
  }

  void stepped(Now now) {
    boolean serves = node.replica().standing().part() == Standing.Part.PRIMARY;
    long epoch = node.replica().standing().servedEpoch().orElse(0L);
    taken
        .filter(it -> serves && it.epoch() == epoch && now.nanos() - it.at() < grace())
        .filter(this::stillLeads)
        .ifPresent(
            it -> {
              throw new Violation(
                  node.member() + " serves though " + it.from() + " may hold a lease");
            });
  }

  private boolean stillLeads(Taken it) {
    return world
        .nodeOf(it.from())
        .flatMap(other -> other.replica().standing().led())
        .filter(led -> led.epoch() < it.epoch())
        .isPresent();
  }

  private static Taken take(Configuration before, Configuration next, Now now) {
    return new Taken(before.primary(), next.epoch(), now.nanos());
  }

  private long grace() {
    return world.plan().settings().timing().grace().toNanos();
  }
}
