package io.aitta.core.register.voter;

import io.aitta.core.register.message.Purpose;
import io.aitta.core.register.message.VoterMessage;
import io.aitta.core.register.message.VoterMessage.Accept;
import io.aitta.core.register.message.VoterMessage.Activate;
import io.aitta.core.register.message.VoterMessage.Prepare;
import io.aitta.core.register.message.VoterMessage.Seal;
import io.aitta.core.register.message.VoterMessage.SealAlone;
import io.aitta.core.register.message.VoterReply;
import io.aitta.core.register.message.VoterReply.Activated;
import io.aitta.core.register.message.VoterReply.Promises;
import io.aitta.core.register.message.VoterReply.Refused;
import io.aitta.core.register.message.VoterReply.Sealed;
import io.aitta.core.register.message.VoterReply.Superseded;
import io.aitta.core.register.message.VoterReply.Votes;
import io.aitta.core.register.model.Accepted;
import io.aitta.core.register.model.Ballot;
import io.aitta.core.register.model.Generation;
import io.aitta.core.register.model.RegisterValue;
import io.aitta.core.register.model.VoterId;
import io.aitta.core.register.voter.VoterRecord.Active;
import io.aitta.core.register.voter.VoterRecord.Opened;
import io.aitta.core.register.voter.VoterRecord.Promised;
import io.aitta.core.register.voter.VoterRecord.SealedBy;
import io.aitta.core.register.voter.VoterRecord.Voted;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;

/** What one message comes to, given what the voter knows. Changes nothing itself. */
final class Judgement implements VoterMessage.Handler<Verdict> {
  private final VoterId self;
  private final VoterState state;
  private final LoneVoter lone;
  private final Generation generation;
  private final long number;
  private final List<VoterRecord> records = new ArrayList<>();

  Judgement(VoterId self, VoterState state, LoneVoter lone, VoterMessage message) {
    this.self = self;
    this.state = state;
    this.lone = lone;
    this.generation = message.generation();
    this.number = generation.number();
  }

  @Override
  public Verdict onPrepare(Prepare prepare) {
    return unlessOver(() -> promise(prepare));
  }

  @Override
  public Verdict onAccept(Accept accept) {
    return unlessOver(() -> vote(accept));
  }

  @Override
  public Verdict onSeal(Seal seal) {
    return unlessForeign(() -> seal(seal.successor()));
  }

  @Override
  public Verdict onSealAlone(SealAlone seal) {
    return unlessForeign(() -> sealAlone(seal.successor()));
  }

  @Override
  public Verdict onActivate(Activate activate) {
    return unlessOfAnotherRegister(
        () -> {
          activate();
          return new Verdict(new Activated(self, number), records);
        });
  }

  private Verdict promise(Prepare prepare) {
    enter(prepare.purpose());
    Ballot ballot = prepare.ballot();
    SortedMap<Integer, Optional<Accepted>> granted = new TreeMap<>();
    SortedMap<Integer, Ballot> preempted = preempted(ballot, prepare.keys());
    for (int key : prepare.keys()) {
      if (!preempted.containsKey(key)) {
        granted.put(key, known().flatMap(voted -> voted.accepted(key)));
        if (known().filter(voted -> voted.hasPromised(ballot, key)).isEmpty()) {
          records.add(new Promised(number, key, ballot));
        }
      }
    }
    return new Verdict(new Promises(self, number, ballot, granted, preempted), records);
  }

  private Verdict vote(Accept accept) {
    enter(accept.purpose());
    SortedSet<Integer> accepted = new TreeSet<>(accept.values().keySet());
    SortedMap<Integer, Ballot> preempted = preempted(accept.ballot(), accepted);
    accepted.removeAll(preempted.keySet());
    for (int key : accepted) {
      Accepted vote = new Accepted(accept.ballot(), accept.values().get(key));
      if (known().flatMap(voted -> voted.accepted(key)).filter(vote::equals).isEmpty()) {
        records.add(new Voted(number, key, vote));
      }
    }
    return new Verdict(new Votes(self, number, accept.ballot(), accepted, preempted), records);
  }

  private Verdict sealAlone(Generation wanted) {
    if (known().flatMap(GenerationState::successor).isPresent()) {
      return seal(wanted);
    }
    // Whatever was accepted here may have been decided by both, so it goes before the wish.
    Optional<RegisterValue> proposed =
        known().flatMap(voted -> voted.accepted(Generation.SUCCESSOR_KEY)).flatMap(Accepted::value);
    return lone.objection(generation, wanted)
        .map(this::refused)
        .orElseGet(() -> seal(proposed.map(Generation::of).orElse(wanted)));
  }

  private Verdict seal(Generation successor) {
    open();
    Optional<Generation> sealedBy = known().flatMap(GenerationState::successor);
    if (sealedBy.isEmpty()) {
      records.add(new SealedBy(number, successor));
    }
    SortedMap<Integer, Accepted> accepted =
        known().map(GenerationState::allAccepted).orElseGet(TreeMap::new);
    return new Verdict(new Sealed(self, number, sealedBy.orElse(successor), accepted), records);
  }

  private SortedMap<Integer, Ballot> preempted(Ballot ballot, SortedSet<Integer> keys) {
    SortedMap<Integer, Ballot> preempted = new TreeMap<>();
    for (int key : keys) {
      known()
          .flatMap(voted -> voted.promisedAbove(ballot, key))
          .ifPresent(above -> preempted.put(key, above));
    }
    return preempted;
  }

  private Verdict unlessOver(Supplier<Verdict> judge) {
    Optional<Generation> successor = known().flatMap(GenerationState::successor);
    return unlessForeign(() -> successor.map(next -> superseded(next, false)).orElseGet(judge));
  }

  /** Who asks in an earlier register may not be led into a later one: it may be in use. */
  private Verdict unlessOfAnotherRegister(Supplier<Verdict> judge) {
    return state
        .activeAfter(number)
        .filter(later -> !later.isOfRegisterOf(generation))
        .map(later -> refused(self + " is of another register, with " + later))
        .orElseGet(judge);
  }

  private Verdict unlessForeign(Supplier<Verdict> judge) {
    return unlessOfAnotherRegister(
        () ->
            state
                .activeAfter(number)
                .map(later -> superseded(later, true))
                .orElseGet(() -> unlessStranger(judge)));
  }

  private Verdict unlessStranger(Supplier<Verdict> judge) {
    if (!generation.has(self)) {
      return refused(self + " is no voter of " + generation);
    }
    Optional<Generation> other =
        known().map(GenerationState::generation).filter(generation::contradicts);
    return other
        .map(mine -> refused(self + " knows " + mine + ", not " + generation))
        .orElseGet(judge);
  }

  private Optional<GenerationState> known() {
    return state.generation(number);
  }

  private void enter(Purpose purpose) {
    if (purpose == Purpose.ORDINARY) {
      activate();
    }
    open();
  }

  private void activate() {
    if (state.active().filter(active -> active.number() >= number).isEmpty()) {
      records.add(new Active(generation));
    }
  }

  private void open() {
    if (known().isEmpty()) {
      records.add(new Opened(generation));
    }
  }

  private Verdict superseded(Generation successor, boolean active) {
    return Verdict.of(new Superseded(self, number, successor, active));
  }

  private Verdict refused(String reason) {
    VoterReply reply = new Refused(self, number, reason);
    return Verdict.of(reply);
  }
}
