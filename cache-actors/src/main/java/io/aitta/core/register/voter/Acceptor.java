package io.aitta.core.register.voter;

import static java.util.Objects.requireNonNull;

import io.aitta.core.register.message.Greeting;
import io.aitta.core.register.message.VoterMessage;
import io.aitta.core.register.message.VoterReply;
import io.aitta.core.register.message.VoterReply.Refused;
import io.aitta.core.register.model.Generation;
import io.aitta.core.register.model.TwoVoterPolicy;
import io.aitta.core.register.model.VoterProcess;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A voter of the configuration register: the acceptor of CASPaxos (D. Rystsov, "CASPaxos:
 * Replicated State Machines without logs", arXiv 1802.07000), with generations that can be sealed.
 *
 * <p>What it answers is on its storage before it answers. When the storage fails once, the voter
 * steps back: it no longer knows what a restart would find there, so it refuses everything, with
 * the reason, until its process is started again. One thread at a time.
 */
public final class Acceptor {
  private final VoterProcess self;
  private final VoterStorage storage;
  private final VoterState state = new VoterState();
  private final LoneVoter lone;
  private Optional<String> failure = Optional.empty();

  /** A voter that goes on with what its storage holds. */
  public Acceptor(VoterProcess self, VoterStorage storage, TwoVoterPolicy policy) {
    this.self = requireNonNull(self, "self is null");
    this.storage = requireNonNull(storage, "storage is null");
    this.lone = new LoneVoter(self, policy);
    state.apply(storage.recovered());
    followGeneration();
  }

  /** Which voter this is, and which process. */
  public VoterProcess self() {
    return self;
  }

  /** The latest generation that this voter knows to be active. */
  public Optional<Generation> active() {
    return state.active();
  }

  /** Why this voter refuses everything, if it does. */
  public Optional<String> failure() {
    return failure;
  }

  /** Answers the message. Its changes, if any, are on the storage when this returns. */
  public VoterReply step(VoterMessage message) {
    if (failure.isPresent()) {
      return refused(message);
    }
    Verdict verdict = message.handledBy(new Judgement(self.voter(), state, lone, message));
    try {
      keep(verdict);
    } catch (IOException cause) {
      failure = Optional.of(steppedBack(cause));
      return refused(message);
    }
    return verdict.reply();
  }

  /** From now on this process's voter refuses everything, with that reason. */
  public void stepBack(String reason) {
    failure = Optional.of(requireNonNull(reason, "reason is null"));
  }

  /** All processes that are known to have ended for certain; those told before are forgotten. */
  public void onProvenDead(Set<VoterProcess> processes) {
    lone.onProvenDead(processes);
  }

  /**
   * That generation may come next: if it is of two voters, this one and the other are to meet in it
   * before it is named.
   */
  public void expect(Generation next) {
    lone.expect(requireNonNull(next, "next is null"));
  }

  /**
   * Greetings for the other voter, where this one is of an unsealed generation of two, active or
   * expected, and the policy wants them paired. To be sent now and then, say each second: they may
   * be lost.
   */
  public List<Greeting> greet() {
    return failure.isPresent()
        ? List.of()
        : lone.greet().stream().filter(greeting -> isUnsealed(greeting.generation())).toList();
  }

  /** Whether it is one of two, of which one may not yet go on without the other. */
  public boolean isUnpaired() {
    return lone.isUnpaired();
  }

  /**
   * Whether the voters of that generation have met if they need to: they are two, this one is one
   * of them, and each may go on alone once the other is proven dead.
   */
  public boolean haveMet(Generation generation) {
    return lone.haveMet(generation);
  }

  /** The answer to the greeting, if it deserves one. */
  public Optional<Greeting.Response> answer(Greeting greeting) {
    return failure.isEmpty() && isUnsealed(greeting.generation())
        ? lone.answer(greeting)
        : Optional.empty();
  }

  /** Takes the other voter's answer. */
  public void onResponse(Greeting.Response response) {
    lone.onResponse(response);
  }

  private boolean isUnsealed(long generation) {
    return state.generation(generation).flatMap(GenerationState::successor).isEmpty();
  }

  private void keep(Verdict verdict) throws IOException {
    if (!verdict.records().isEmpty()) {
      storage.append(verdict.records());
      state.apply(verdict.records());
      if (storage.isOvergrown()) {
        storage.replace(state.toRecords());
      }
      followGeneration();
    }
  }

  private void followGeneration() {
    state.active().ifPresent(lone::enter);
  }

  private Refused refused(VoterMessage message) {
    return new Refused(self.voter(), message.generation().number(), failure.orElseThrow());
  }

  private String steppedBack(IOException cause) {
    return "voter "
        + self.voter()
        + " stepped back, its storage failed ("
        + cause.getMessage()
        + "): repair the disk and restart the node";
  }
}
