package io.aitta.register;

import io.aitta.core.register.message.VoterReply;
import io.aitta.core.register.message.VoterReply.Refused;
import io.aitta.core.register.model.Generation;
import io.aitta.core.register.model.ProposerId;
import io.aitta.core.register.model.TwoVoterPolicy;
import io.aitta.core.register.proposer.Proposer;
import io.aitta.core.register.proposer.ProposerInput;
import io.aitta.core.register.proposer.ProposerInput.Learned;
import io.aitta.core.register.proposer.ProposerInput.ProvenDead;
import io.aitta.core.register.proposer.ProposerInput.Received;
import io.aitta.core.register.proposer.ProposerInput.Tick;
import io.aitta.core.register.proposer.ProposerOutput;
import io.aitta.core.register.proposer.ProposerOutput.Entered;
import io.aitta.core.register.proposer.ProposerOutput.Finished;
import io.aitta.core.register.proposer.ProposerOutput.Send;
import io.aitta.core.register.proposer.ProposerOutput.VotersReplaced;
import io.aitta.core.register.proposer.ProposerOutput.VotersUnknown;
import io.aitta.core.register.proposer.ProposerSettings;
import io.aitta.core.replication.configuration.MemberId;
import io.aitta.protocol.VoterPost;
import io.aitta.protocol.VoterPost.Ask;
import io.aitta.protocol.VoterPost.Greet;
import io.aitta.protocol.VoterPost.Greeted;
import io.aitta.protocol.VoterPost.Reply;
import io.aitta.voter.VoterStore;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.apache.pekko.actor.Address;

/**
 * A node's part in the register: its voter, its proposer as soon as a generation of voters is
 * known, and what keeps the register going. The oldest member makes the first generation; others
 * learn of generations from what members say; the oldest that can sees to who votes.
 *
 * <p>Deterministic: the time, the members and the randomness of pauses are given. Times are
 * nanoseconds of a clock that never goes back. One thread at a time.
 */
final class Registrar {
  private static final String NOBODY_KNOWN =
      "no voters are known: the oldest member has not yet been heard, or the cluster is still"
          + " forming";

  private final MemberId self;
  private final TwoVoterPolicy policy;
  private final ProposerSettings patience;
  private final LongSupplier wallClock;
  private final RandomGenerator jitter;
  private final Outlet outlet;
  private final LocalVoter voter;
  private final Founding founding;
  private final Staffing staffing;
  private final StandstillWatch standstill;
  private final Calls calls = new Calls();
  private final Deaths deaths = new Deaths();
  private final Deque<ProposerInput> inputs = new ArrayDeque<>();
  private Optional<Proposer> proposer = Optional.empty();
  private Optional<Generation> contradiction = Optional.empty();
  private Roster roster;

  /**
   * @param store where this process's voter keeps its words
   * @param wallClock the time of day, in milliseconds of the epoch
   */
  Registrar(
      MemberId self,
      RegisterSettings settings,
      VoterStore store,
      LongSupplier wallClock,
      RandomGenerator jitter,
      Outlet outlet) {
    this.self = self;
    this.policy = settings.twoVoters();
    this.patience = settings.patience();
    this.wallClock = wallClock;
    this.jitter = jitter;
    this.outlet = outlet;
    this.voter = new LocalVoter(store, policy, outlet);
    this.founding = new Founding(settings.settling());
    this.staffing = new Staffing(voter, outlet, jitter);
    this.standstill = new StandstillWatch(outlet);
    this.roster = Roster.nobody(self);
  }

  /** The generation that this node asks; empty until one is known. */
  Optional<Generation> generation() {
    return proposer.map(Proposer::generation);
  }

  void onCalls(long now, List<Call> asked) {
    if (proposer.isPresent()) {
      inputs.addAll(calls.ask(asked));
      settle(now);
    } else {
      calls.await(asked);
    }
  }

  void onPost(long now, Address from, VoterPost post) {
    if (post instanceof Ask ask && ask.to().equals(voter.id())) {
      outlet.answer(from, new Reply(voter.reply(ask.message())));
    } else if (post instanceof Reply reply) {
      onReply(now, reply.reply());
    } else if (post instanceof Greet greet && greet.greeting().to().equals(voter.id())) {
      voter.onGreeting(now, from, greet.greeting());
    } else if (post instanceof Greeted greeted) {
      voter.onResponse(greeted.response());
      consider(now);
    }
    settle(now);
  }

  /** That process has ended for certain. */
  void onDied(long now, MemberId member) {
    if (deaths.add(member)) {
      hearOfDeaths();
      staffing.onDeath(now);
      consider(now);
      settle(now);
    }
  }

  /** Looks at the members; to be called often. */
  void onLook(long now, Roster seen) {
    roster = seen.with(voter.notice());
    roster.ended().forEach(deaths::add);
    hearOfDeaths();
    roster.latest().ifPresent(this::learn);
    if (proposer.isEmpty() && founding.isDue(now, roster)) {
      voter.active().or(this::first).ifPresent(this::begin);
    }
    generation().ifPresent(voter::standBy);
    compare();
    settle(now);
    consider(now);
    settle(now);
    standstill.look(now, roster, deaths.members(), generation());
  }

  /** Time has passed. */
  void onTick(long now) {
    calls.expire(now, NOBODY_KNOWN);
    proposer.ifPresent(known -> inputs.add(new Tick()));
    settle(now);
  }

  /** When the next {@link #onTick} is due, at the latest. */
  OptionalLong wakeAt() {
    return proposer.map(Proposer::wakeAt).orElseGet(calls::firstDeadline);
  }

  /** Whether others can do without this node: its voter is none any more, or nobody else stays. */
  boolean isDispensable() {
    boolean votes = generation().filter(known -> known.has(voter.id())).isPresent();
    return !votes
        || roster
            .staying(deaths.members())
            .allMatch(seat -> seat.member().equals(Optional.of(self)));
  }

  /** Ends all calls. */
  void stop() {
    calls.end("this node stops");
  }

  /** A voter that has ever said a word belongs to a register, which others may go on with. */
  private Optional<Generation> first() {
    long seconds = TimeUnit.MILLISECONDS.toSeconds(wallClock.getAsLong());
    return voter.isNew() ? Optional.of(Generation.first(seconds, voter.id())) : Optional.empty();
  }

  private void onReply(long now, VoterReply reply) {
    if (!(reply instanceof Refused)) {
      staffing.onAnswer(now, reply.from());
    }
    proposer.ifPresent(known -> inputs.add(new Received(reply)));
    consider(now);
  }

  private void learn(Generation active) {
    if (proposer.isEmpty()) {
      begin(active);
    } else if (active.number() > proposer.get().generation().number()) {
      inputs.add(new Learned(active));
    }
  }

  private void begin(Generation known) {
    Generation active =
        voter
            .active()
            .filter(own -> own.isOfRegisterOf(known) && own.number() > known.number())
            .orElse(known);
    ProposerId id = new ProposerId(self.node(), self.incarnation());
    proposer = Optional.of(new Proposer(id, active, policy, patience, jitter));
    tellOfDeaths();
    outlet.entered(active);
    inputs.addAll(calls.ask(calls.takeWaiting()));
  }

  /** Members that speak of two registers have made two, which must never be. */
  private void compare() {
    Optional<Generation> mine = generation();
    Optional<Generation> other =
        roster
            .generations()
            .filter(heard -> mine.filter(heard::isOfAnotherRegisterThan).isPresent())
            .findFirst();
    if (!other.equals(contradiction)) {
      contradiction = other;
      other.ifPresent(heard -> outlet.contradicted(mine.orElseThrow(), heard));
    }
  }

  private void consider(long now) {
    generation()
        .flatMap(present -> staffing.consider(now, roster, deaths, present))
        .ifPresent(inputs::add);
  }

  /** Lets the proposer and this node's voter talk until both have nothing left to say. */
  private void settle(long now) {
    hearVoter();
    while (!inputs.isEmpty()) {
      proposer.orElseThrow().step(now, inputs.remove()).forEach(output -> carryOut(now, output));
      hearVoter();
    }
    voter.greet(now);
  }

  /** Others may have told this node's voter first. */
  private void hearVoter() {
    voter
        .told()
        .filter(told -> generation().map(told::isOfRegisterOf).orElse(true))
        .ifPresent(this::learn);
  }

  private void carryOut(long now, ProposerOutput output) {
    if (output instanceof Send send) {
      send(send);
    } else if (output instanceof Finished finished) {
      calls.finish(finished);
    } else if (output instanceof Entered entered) {
      outlet.entered(entered.active());
    } else if (output instanceof VotersReplaced) {
      staffing.changed();
    } else if (output instanceof VotersUnknown unknown) {
      staffing.failed(now);
      outlet.changeFailed(unknown.reason());
    }
  }

  private void send(Send send) {
    if (send.to().equals(voter.id())) {
      inputs.add(new Received(voter.reply(send.message())));
    } else {
      outlet.send(send.to(), new Ask(send.to(), send.message()));
    }
  }

  private void hearOfDeaths() {
    if (deaths.look(roster)) {
      tellOfDeaths();
    }
  }

  private void tellOfDeaths() {
    voter.onProvenDead(deaths.over());
    proposer.ifPresent(known -> inputs.add(new ProvenDead(deaths.gone())));
  }
}
