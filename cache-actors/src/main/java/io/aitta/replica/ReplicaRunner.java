package io.aitta.replica;

import io.aitta.core.replication.Replica;
import io.aitta.core.replication.protocol.Input;
import io.aitta.core.replication.protocol.Now;
import io.aitta.core.replication.protocol.Outcome;
import io.aitta.core.replication.protocol.Output;
import io.aitta.core.replication.protocol.Request;
import io.aitta.core.replication.protocol.Standing;
import io.aitta.register.ConfigurationRegister;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the replica of one partition: tells it what happens, has done what it wants, and works off
 * what is asked of it in bounded turns. Used by one thread at a time.
 */
final class ReplicaRunner {
  /** How many requests one turn serves, so that no partition keeps a thread to itself. */
  static final int MAX_TURN = 64;

  private static final Logger LOG = LoggerFactory.getLogger(ReplicaRunner.class);

  private final int number;
  private final Replica replica;
  private final ReplicaSurroundings around;
  private final Supplier<Now> clock;
  private final Map<Long, Waiting> asked = new HashMap<>();
  private Optional<Inbox> inbox = Optional.empty();
  private long tokens;
  private boolean moreToSweep;

  /**
   * @param clock its nanoseconds count as the arrival of requests does
   */
  ReplicaRunner(int number, Replica replica, ReplicaSurroundings around, Supplier<Now> clock) {
    this.number = number;
    this.replica = replica;
    this.around = around;
    this.clock = clock;
  }

  /** Says where the replica stands, which it says of itself only when that changes. */
  void begin() {
    around.stands(replica.standing());
  }

  void take(Input input) {
    replica.step(clock.get(), input).forEach(this::carryOut);
  }

  /** Has what was counted since the last time added to the node's sums. */
  void tally(ReplicaTally.Share share) {
    share.add(replica.counters());
  }

  /** Has what the partition holds, and was asked since the beginning, taken note of. */
  void gauge(PartitionGauges gauges) {
    long bytes = replica.copy().map(copy -> copy.partition().bytes()).orElse(0L);
    gauges.note(number, bytes, tokens);
  }

  void registerSaid(long call, ConfigurationRegister.Answer answer) {
    take(
        answer instanceof ConfigurationRegister.Answer.Decided decided
            ? new Input.Decided(call, decided.current())
            : new Input.Undecided(call));
  }

  /** Serves some of what waits; the inbox wakes again where that was not all. */
  void turn() {
    inbox.ifPresent(this::turn);
  }

  /** Takes a step of the sweep and says whether there is more to do now. */
  boolean sweep() {
    moreToSweep = false;
    take(new Input.Maintain((partition, now) -> moreToSweep = partition.sweep(now)));
    return moreToSweep;
  }

  private void turn(Inbox waiting) {
    take(new Input.Maintain((partition, now) -> partition.catalogChanged()));
    waiting
        .takeEvictions()
        .forEach(
            cache -> take(new Input.Maintain((partition, now) -> partition.evictFor(cache, now))));
    Optional<Waiting> next = waiting.poll();
    for (int served = 1; next.isPresent(); served++) {
      ask(next.get());
      next = served < MAX_TURN ? waiting.poll() : Optional.empty();
    }
    waiting.turnEnds();
  }

  private void ask(Waiting waiting) {
    tokens++;
    asked.put(tokens, waiting);
    io.aitta.protocol.Request request = waiting.request();
    take(
        new Input.Asked(
            new Request(
                tokens,
                request.once(),
                request.answeredBelow(),
                request.cache(),
                request.operation(),
                waiting.deadline())));
  }

  private void carryOut(Output output) {
    if (output instanceof Output.Send send) {
      around.send(send.to(), send.message());
    } else if (output instanceof Output.Answer answer) {
      answer(answer.token(), answer.outcome());
    } else if (output instanceof Output.ReadConfiguration read) {
      around.read(read.call());
    } else if (output instanceof Output.ProposeConfiguration proposal) {
      around.propose(proposal.call(), proposal.expected(), proposal.next());
    } else if (output instanceof Output.StandingChanged changed) {
      stand(changed.standing());
    } else if (output instanceof Output.Store store) {
      around.store(store);
    } else if (output instanceof Output.ForgetBefore forget) {
      around.forgetBefore(forget.number());
    } else if (output instanceof Output.Faulted faulted) {
      report(faulted);
    }
  }

  private void answer(long token, Outcome outcome) {
    Waiting waiting = asked.remove(token);
    try {
      waiting.answer(waiting.request().epoch(), Answers.of(outcome));
    } catch (RuntimeException fault) {
      report(new Output.Faulted("answering", fault));
    }
  }

  private void stand(Standing standing) {
    Optional<Long> serving = standing.servedEpoch();
    Optional<Inbox> former = inbox;
    if (!former.map(Inbox::epoch).equals(serving)) {
      former.ifPresent(around::serveNoMore);
      inbox = serving.map(around::serve);
    }
    around.stands(standing);
  }

  private void report(Output.Faulted faulted) {
    LOG.error(
        "partition {}: a fault while {}; the partition goes on, please report this",
        number,
        faulted.what(),
        FailedReplica.placeOf(faulted.cause()));
  }
}
