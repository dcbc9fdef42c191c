package io.aitta.core.register.proposer;

import static java.util.Objects.requireNonNull;

import io.aitta.core.register.message.Purpose;
import io.aitta.core.register.message.VoterReply;
import io.aitta.core.register.message.VoterReply.Activated;
import io.aitta.core.register.message.VoterReply.Promises;
import io.aitta.core.register.message.VoterReply.Refused;
import io.aitta.core.register.message.VoterReply.Sealed;
import io.aitta.core.register.message.VoterReply.Superseded;
import io.aitta.core.register.message.VoterReply.Votes;
import io.aitta.core.register.model.Generation;
import io.aitta.core.register.model.ProposerId;
import io.aitta.core.register.model.TwoVoterPolicy;
import io.aitta.core.register.model.VoterId;
import io.aitta.core.register.model.VoterProcess;
import io.aitta.core.register.proposer.ProposerInput.Learned;
import io.aitta.core.register.proposer.ProposerInput.ProvenDead;
import io.aitta.core.register.proposer.ProposerInput.Received;
import io.aitta.core.register.proposer.ProposerInput.ReplaceVoters;
import io.aitta.core.register.proposer.ProposerInput.Submit;
import io.aitta.core.register.proposer.ProposerInput.Tick;
import io.aitta.core.register.proposer.ProposerOutput.Entered;
import io.aitta.core.register.proposer.ProposerOutput.Finished;
import io.aitta.core.register.proposer.ProposerOutput.VotersUnknown;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * A node's way to the configuration register: reads and changes keys, replaces voters, finds the
 * generation that is to be asked and helps to finish a change of voters that others left.
 *
 * <p>Deterministic: the time and the randomness of its pauses are given. Times are nanoseconds of a
 * clock that never goes back. One thread at a time.
 */
public final class Proposer {
  /** Helpers wait as after so many failed attempts: mostly somebody else is finishing already. */
  private static final int HELPERS_PAUSE = 4;

  private final Desk desk;
  private final TwoVoterPolicy policy;
  private final Inputs inputs = new Inputs();
  private final Replies replies = new Replies();
  private final SortedMap<Long, Consultation> calls = new TreeMap<>();
  private Generation generation;
  private Set<VoterId> dead = Set.of();
  private Optional<Replacement> replacement = Optional.empty();
  private Optional<Succession> succession = Optional.empty();
  private long now;

  /**
   * A proposer of a process that has just started.
   *
   * @param start a generation that is or was active; later ones are found from there
   * @param jitter randomness for pauses, not shared with others
   */
  public Proposer(
      ProposerId self,
      Generation start,
      TwoVoterPolicy policy,
      ProposerSettings settings,
      RandomGenerator jitter) {
    this.desk = Desk.of(self, settings, jitter);
    this.generation = requireNonNull(start, "start is null");
    this.policy = requireNonNull(policy, "policy is null");
  }

  /** The generation that it asks now. */
  public Generation generation() {
    return generation;
  }

  /** Takes the input and whatever time has brought; returns what is to be done, in order. */
  public List<ProposerOutput> step(long time, ProposerInput input) {
    now = time;
    input.handledBy(inputs);
    passTime();
    return desk.outbox().drain();
  }

  /** When the next {@link Tick} is due, at the latest; empty when nothing is under way. */
  public OptionalLong wakeAt() {
    LongStream.Builder times = LongStream.builder();
    calls.values().forEach(call -> times.add(call.wakeAt()));
    replacement.ifPresent(open -> times.add(open.wakeAt()));
    succession.ifPresent(open -> times.add(open.wakeAt()));
    return times.build().reduce((one, other) -> one - other < 0 ? one : other);
  }

  private void passTime() {
    calls.values().forEach(call -> call.onTime(now));
    replacement.ifPresent(this::advance);
    succession.ifPresent(this::advance);
    calls.forEach(this::finish);
    calls.values().removeIf(Consultation::isOver);
  }

  private void advance(Succession open) {
    open.onTime(now);
    if (open.isInstalled()) {
      enter(open.to());
    } else if (open.isPastHope(now)) {
      succession = Optional.empty();
    }
  }

  private void advance(Replacement open) {
    open.onTime(now);
    if (open.from().equals(generation) && succession.isEmpty()) {
      open.named().ifPresent(next -> succeed(next, now, open.deadline()));
    }
    Optional<ProposerOutput> answer = open.answer(now);
    answer.ifPresent(desk.outbox()::add);
    replacement = answer.isPresent() ? Optional.empty() : replacement;
  }

  private void finish(long call, Consultation consultation) {
    if (consultation.isOver()) {
      desk.outbox().add(new Finished(call, consultation.outcomes()));
    }
  }

  private void succeed(Generation next, long startAt, long deadline) {
    succession = Optional.of(new Succession(desk, generation, next, spared(), startAt, deadline));
  }

  private void help(Generation next) {
    long startAt = now + desk.backoff().after(HELPERS_PAUSE);
    succeed(next, startAt, now + desk.settings().successionTimeout());
  }

  private void enter(Generation next) {
    generation = next;
    succession = Optional.empty();
    desk.outbox().add(new Entered(next));
    calls.values().forEach(call -> call.enter(now, next));
    replacement.ifPresent(open -> open.onEntered(now, next));
  }

  /** The voters that one of two may go on without. */
  private Set<VoterId> spared() {
    return policy == TwoVoterPolicy.PROVEN_DEAD ? dead : Set.of();
  }

  private List<Consultation> consultations() {
    List<Consultation> all = new ArrayList<>(calls.values());
    replacement.map(Replacement::naming).ifPresent(all::add);
    succession.flatMap(Succession::installation).ifPresent(all::add);
    return all;
  }

  /** What is asked of the proposer, and told. */
  private final class Inputs implements ProposerInput.Handler {
    @Override
    public void onSubmit(Submit submit) {
      if (calls.containsKey(submit.call())) {
        throw new IllegalArgumentException("call " + submit.call() + " is under way already");
      }
      Consultation consultation =
          new Consultation(desk, generation, Purpose.ORDINARY, submit.changes(), submit.deadline());
      if (calls.size() >= desk.settings().maxOpenCalls()) {
        consultation.giveUp("nothing was sent, since " + calls.size() + " calls are under way");
        finish(submit.call(), consultation);
      } else {
        calls.put(submit.call(), consultation);
        consultation.attempt(now);
      }
    }

    @Override
    public void onReplaceVoters(ReplaceVoters replace) {
      if (replacement.isPresent()) {
        String reason = "nothing was done: voters are being replaced already; try again later";
        desk.outbox().add(new VotersUnknown(replace.call(), reason));
      } else {
        replacement = Optional.of(new Replacement(desk, replace, generation));
        replacement.get().start(now);
        replacement.get().onProvenDead(spared());
      }
    }

    @Override
    public void onReceived(Received received) {
      received.reply().handledBy(replies);
    }

    @Override
    public void onLearned(Learned learned) {
      if (learned.active().number() > generation.number()) {
        enter(learned.active());
      }
    }

    @Override
    public void onProvenDead(ProvenDead processes) {
      dead =
          processes.processes().stream()
              .map(VoterProcess::voter)
              .collect(Collectors.toUnmodifiableSet());
      replacement.ifPresent(open -> open.onProvenDead(spared()));
      succession.ifPresent(open -> open.onProvenDead(spared()));
    }

    @Override
    public void onTick(Tick tick) {
      // Time passes in every step.
    }
  }

  /** What the voters answer. */
  private final class Replies implements VoterReply.Handler {
    @Override
    public void onPromises(Promises promises) {
      consultations().forEach(open -> open.onPromises(now, promises));
    }

    @Override
    public void onVotes(Votes votes) {
      consultations().forEach(open -> open.onVotes(now, votes));
    }

    @Override
    public void onSealed(Sealed sealed) {
      if (succession.isEmpty() && sealed.generation() == generation.number()) {
        succeed(sealed.successor(), now, now + desk.settings().successionTimeout());
      }
      succession.ifPresent(open -> open.onSealed(now, sealed));
    }

    @Override
    public void onActivated(Activated activated) {
      replacement.ifPresent(open -> open.onActivated(activated));
    }

    @Override
    public void onSuperseded(Superseded superseded) {
      Generation next = superseded.successor();
      long asked = superseded.generation();
      if (superseded.active()) {
        inputs.onLearned(new Learned(next));
      } else if (asked == generation.number() && succession.isEmpty()) {
        help(next);
      } else {
        succession
            .filter(open -> open.to().number() == asked)
            .ifPresent(open -> open.extend(now, next));
      }
    }

    @Override
    public void onRefused(Refused refused) {
      consultations().forEach(open -> open.onRefused(refused));
    }
  }
}
