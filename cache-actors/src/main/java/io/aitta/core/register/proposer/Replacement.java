package io.aitta.core.register.proposer;

import io.aitta.core.register.message.Purpose;
import io.aitta.core.register.message.VoterMessage.Activate;
import io.aitta.core.register.message.VoterMessage.SealAlone;
import io.aitta.core.register.message.VoterReply.Activated;
import io.aitta.core.register.model.Generation;
import io.aitta.core.register.model.VoterId;
import io.aitta.core.register.proposer.Outcome.Decided;
import io.aitta.core.register.proposer.ProposerInput.ReplaceVoters;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A caller's wish for other voters: names the successor, then waits until a generation after the
 * one it found is entered, and known to be active by a majority of its voters.
 */
final class Replacement {
  private final Desk desk;
  private final ReplaceVoters wish;
  private final Generation from;
  private final Generation wanted;
  private final Consultation naming;
  private final SortedSet<VoterId> activated = new TreeSet<>();
  private Optional<Generation> entered = Optional.empty();
  private Optional<VoterId> survivor = Optional.empty();
  private long wakeAt;

  Replacement(Desk desk, ReplaceVoters wish, Generation from) {
    this.desk = desk;
    this.wish = wish;
    this.from = from;
    this.wanted = from.next(wish.voters());
    List<Succeed> succeed = List.of(new Succeed(wanted));
    this.naming = new Consultation(desk, from, Purpose.ORDINARY, succeed, wish.deadline());
  }

  void start(long now) {
    wakeAt = now;
    naming.attempt(now);
  }

  /** The naming of a successor, for replies to reach it. */
  Consultation naming() {
    return naming;
  }

  /** Finds the one of two voters that is left, if the other is dead, to ask it to go on alone. */
  void onProvenDead(Set<VoterId> dead) {
    boolean wantsDead = wanted.voters().stream().anyMatch(dead::contains);
    survivor = wantsDead ? Optional.empty() : from.survivor(dead);
  }

  Generation from() {
    return from;
  }

  long deadline() {
    return wish.deadline();
  }

  long wakeAt() {
    boolean naming = entered.isEmpty() && !this.naming.isOver();
    return naming && this.naming.wakeAt() - wakeAt < 0 ? this.naming.wakeAt() : wakeAt;
  }

  /** The successor that was decided, by this wish or another. */
  Optional<Generation> named() {
    return Optional.ofNullable(naming.outcomes().get(Generation.SUCCESSOR_KEY))
        .filter(Decided.class::isInstance)
        .flatMap(outcome -> ((Decided) outcome).current())
        .map(Generation::of);
  }

  void onEntered(long now, Generation generation) {
    entered = Optional.of(generation);
    activated.clear();
    wakeAt = now;
    onTime(now);
  }

  void onActivated(Activated reply) {
    if (entered
        .filter(mine -> reply.generation() == mine.number() && mine.has(reply.from()))
        .isPresent()) {
      activated.add(reply.from());
    }
  }

  void onTime(long now) {
    if (entered.isEmpty()) {
      naming.onTime(now);
    }
    if (now - wakeAt >= 0) {
      wakeAt = now + desk.settings().attemptTimeout();
      entered.ifPresentOrElse(
          mine -> desk.outbox().send(mine.voters(), new Activate(mine)), this::askSurvivor);
    }
  }

  /** What there is to say at its end, if it has come. */
  Optional<ProposerOutput> answer(long now) {
    Optional<Generation> known = entered.filter(mine -> activated.size() >= mine.majority());
    if (known.isPresent()) {
      return Optional.of(new ProposerOutput.VotersReplaced(wish.call(), known.get()));
    }
    return now - wish.deadline() >= 0
        ? Optional.of(new ProposerOutput.VotersUnknown(wish.call(), reason()))
        : Optional.empty();
  }

  private void askSurvivor() {
    survivor.ifPresent(voter -> desk.outbox().send(List.of(voter), new SealAlone(from, wanted)));
  }

  private String reason() {
    String stage =
        entered
            .map(mine -> activated.size() + " voters know of " + mine)
            .or(() -> named().map(next -> next + " is decided, but not active"))
            .orElse("no successor of " + from + " is known to be decided");
    return "the deadline passed: " + stage;
  }
}
