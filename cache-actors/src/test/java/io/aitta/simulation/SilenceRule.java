package io.aitta.simulation;

import io.aitta.core.replication.configuration.Configuration;
import io.aitta.core.replication.configuration.MemberId;
import io.aitta.core.replication.history.Copy;
import io.aitta.core.replication.protocol.Input;
import io.aitta.core.replication.protocol.Now;
import io.aitta.core.replication.protocol.Output;
import io.aitta.core.replication.protocol.ReplicaMessage;
import io.aitta.core.replication.protocol.ReplicationSettings;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Watches one process: it may not propose to do without a living copy for not hearing it, unless
 * enough others are left or it has waited for as long as the settings say, by its own clock.
 */
final class SilenceRule {
  private final Simulation world;
  private final SimulatedNode node;
  private final Map<MemberId, Long> heard = new HashMap<>();
  private final Set<MemberId> dismissed = new HashSet<>();

  /** Of each member the copy that it spoke of last. */
  private final Map<MemberId, Spoken> latest = new HashMap<>();

  private record Spoken(long epoch, long feed) {}

  SilenceRule(Simulation world, SimulatedNode node) {
    this.world = world;
    this.node = node;
  }

  /** The process takes a step. */
  void taking(Now now, Input input) {
    if (input instanceof Input.Dismiss dismiss) {
      dismissed.add(dismiss.member());
    } else if (input instanceof Input.Received received
        && counts(received.from(), received.message())) {
      heard.put(received.from(), now.nanos());
    }
  }

  /** The step had this come of it. */
  void proposing(Now now, Output.ProposeConfiguration proposal) {
    boolean current = proposal.expected().equals(world.register().current());
    if (current && proposal.expected().isPresent()) {
      check(now, proposal.expected().get(), proposal.next());
    }
  }

  private void check(Now now, Configuration before, Configuration next) {
    ReplicationSettings settings = world.plan().settings();
    boolean enough = next.inSync().size() >= Math.min(settings.copies(), before.inSync().size());
    if (enough || next.losses() > before.losses()) {
      return;
    }
    for (MemberId member : before.inSync()) {
      if (!next.inSync().contains(member) && mayBeWhole(member) && isRecent(now, member)) {
        throw new Violation(node.member() + " drops " + member + ", which is only silent");
      }
    }
  }

  /** Whether the copy lives, can be brought up to date, and nobody asked to do without it. */
  private boolean mayBeWhole(MemberId member) {
    Optional<Copy> own = Watch.wholeCopy(node);
    return !dismissed.contains(member)
        && world
            .nodeOf(member)
            .flatMap(Watch::wholeCopy)
            .filter(copy -> own.isPresent() && own.get().history().knows(copy.head()))
            .isPresent();
  }

  private boolean isRecent(Now now, MemberId member) {
    long patience = world.plan().settings().timing().aloneAfter().toNanos();
    return Optional.ofNullable(heard.get(member))
        .filter(at -> now.nanos() - at < patience)
        .isPresent();
  }

  /** Only what shows that the other one follows this process, or leads it, in the latest epoch. */
  private boolean counts(MemberId from, ReplicaMessage message) {
    long epoch = node.replica().standing().known().map(Configuration::epoch).orElse(0L);
    if (message instanceof ReplicaMessage.Appended appended) {
      return appended.epoch() == epoch && isOfLatestCopy(from, appended);
    }
    if (message instanceof ReplicaMessage.Grant grant) {
      return grant.epoch() == epoch;
    }
    if (message instanceof ReplicaMessage.Append append) {
      return append.epoch() == epoch;
    }
    return message instanceof ReplicaMessage.AskLease ask && ask.epoch() == epoch;
  }

  /** A late word of a copy that it had before says nothing of the one it has now. */
  private boolean isOfLatestCopy(MemberId from, ReplicaMessage.Appended appended) {
    Spoken now = new Spoken(appended.epoch(), appended.feed());
    Spoken before = latest.getOrDefault(from, now);
    boolean late = before.epoch() == now.epoch() && before.feed() > now.feed();
    if (!late) {
      latest.put(from, now);
    }
    return !late;
  }
}
