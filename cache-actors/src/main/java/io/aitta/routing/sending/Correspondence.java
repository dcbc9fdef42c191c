package io.aitta.routing.sending;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import io.aitta.directory.Leader;
import io.aitta.directory.Routes;
import io.aitta.gateway.CacheException;
import io.aitta.link.Undelivered;
import io.aitta.protocol.Message;
import io.aitta.routing.question.Failures;
import io.aitta.routing.question.Question;
import io.aitta.routing.question.Receiver;
import io.aitta.routing.question.Verdict;
import io.aitta.routing.sending.State.Sent;
import io.aitta.routing.sending.State.Waiting;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.apache.pekko.actor.Address;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The questions of one gateway on their way: asks the leader of each one's partition, again where
 * that is safe, and gives each exactly one outcome. Thread-safe; never blocks.
 *
 * <p>Each sending has a number of its own, so that an answer that comes twice cannot be taken for
 * the answer to a later sending. Who has done it is known from the answer to any of them; that
 * nothing was done only from the answers to all, or from that of a leader who would know.
 */
public final class Correspondence {
  private static final Logger LOG = LoggerFactory.getLogger(Correspondence.class);
  private static final int SWEEP_MILLIS = 50;

  private final long origin;
  private final Routes routes;
  private final LongSupplier clock;
  private final long retryMillis;
  private final Tally tally;
  private final Admission admission;
  private final PendingTable table = new PendingTable();
  private final Endings endings;
  private final Dispatch dispatch;
  private final CutOff cutOff;
  private volatile boolean closed;

  /**
   * @param origin the gateway's incarnation
   * @param clock milliseconds since any instant, never going back
   */
  public Correspondence(
      long origin,
      Routes routes,
      Courier courier,
      GatewaySettings settings,
      Executor executor,
      LongSupplier clock,
      Tally tally) {
    this.origin = origin;
    this.routes = routes;
    this.clock = clock;
    this.retryMillis = settings.retryRefused().toMillis();
    this.tally = tally;
    admission = new Admission(settings.maxInFlight(), settings.maxInFlightBytes());
    endings = new Endings(routes, table, admission, tally, executor);
    dispatch = new Dispatch(origin, routes, courier, settings, clock, tally, table, endings);
    cutOff = new CutOff(routes, settings.noQuorumAfter().toMillis());
  }

  /** Begins to hear of changes and to look after deadlines. */
  public ScheduledFuture<?> start(ScheduledExecutorService scheduler) {
    routes.onLeaderChange(this::onLeaderChange);
    routes.onMemberRemoved(this::onMemberRemoved);
    return scheduler.scheduleWithFixedDelay(this::sweep, SWEEP_MILLIS, SWEEP_MILLIS, MILLISECONDS);
  }

  public GatewayCounters counters() {
    return tally.with(admission);
  }

  /** Asks; the outcome comes by the deadline or a sweep later. */
  public <A> void ask(Question<A> question, long deadline, Receiver<A> receiver) {
    Pending<A> pending = new Pending<>(dispatch.nextId(), question, receiver, deadline);
    if (!admission.admit(pending.bytes())) {
      tally.turnedAway.increment();
      endings.refuse(receiver, Failures.tooManyUnderWay(admission.questions(), admission.bytes()));
      return;
    }
    State begun = pending.state();
    table.put(pending.home(), pending);
    if (closed) {
      endings.abandon(pending);
    } else if (clock.getAsLong() >= deadline) {
      endings.expire(pending, pending.state());
    } else {
      dispatch.send(pending, begun);
    }
  }

  /** Takes the answer to the sending of that number. */
  public void onAnswer(Address from, long toOrigin, long id, Message answer) {
    if (toOrigin != origin) {
      tally.foreignAnswers.increment();
      return;
    }
    table
        .find(id)
        .ifPresentOrElse(
            pending -> onAnswer(from, id, pending, answer), tally.lateAnswers::increment);
  }

  /** Takes note that the sending of that number surely did not arrive. */
  public void onUndelivered(Address to, long fromOrigin, long id, Undelivered why) {
    if (fromOrigin == origin) {
      table.find(id).ifPresent(pending -> dispatch.undelivered(pending, id, to, why));
    }
  }

  /** Ends all that is under way and whatever comes later. */
  public void close() {
    closed = true;
    table.all().forEach(endings::abandon);
  }

  private <A> void onAnswer(Address from, long id, Pending<A> pending, Message answer) {
    State seen = pending.state();
    Verdict<A> verdict = pending.question().judge(answer);
    if (verdict instanceof Verdict.Settled<A> settled) {
      endings.settle(pending, new Leader(from, settled.epoch()), settled.answer());
    } else if (!take(pending, id, verdict)) {
      tally.lateAnswers.increment();
    } else if (seen instanceof Sent sent && sent.id() == id) {
      goOn(pending, sent, verdict);
    }
  }

  /** Takes note of what became of a sending; false where that was known. */
  private boolean take(Pending<?> pending, long id, Verdict<?> verdict) {
    List<Sent> former = pending.sendings();
    boolean mayBeDone = verdict instanceof Verdict.Unclear || verdict instanceof Verdict.Lost;
    boolean open = mayBeDone ? pending.staysOpen(id) : pending.didNothing(id);
    if (verdict instanceof Verdict.Again<?> again) {
      pending.ruleOutBefore(again.ruledOutBefore());
    }
    table.release(pending, former);
    return open;
  }

  /** Its latest sending was answered, but not with what it asks for. */
  private void goOn(Pending<?> pending, Sent sent, Verdict<?> verdict) {
    if (verdict instanceof Verdict.Again<?> again) {
      askAnother(pending, sent, again.excuse());
    } else if (verdict instanceof Verdict.Unclear<?> unclear) {
      askAnother(pending, sent, Optional.of(unclear.excuse()));
    } else if (verdict instanceof Verdict.Failed<?> failed) {
      dispatch.failed(pending, sent, failed.cause());
    } else if (verdict instanceof Verdict.Lost<?> lost) {
      endings.fail(pending, sent, lost.cause());
    }
  }

  /** Asks another leader at once, or waits for one, or a moment. */
  private void askAnother(Pending<?> pending, Sent sent, Optional<CacheException> excuse) {
    pending.excuse(excuse);
    State waiting = new Waiting(clock.getAsLong() + retryMillis);
    boolean waits = pending.move(sent, waiting);
    if (waits && (pending.question().obstacle().isPresent() || leaderIsOther(pending, sent))) {
      dispatch.send(pending, waiting);
    }
  }

  private boolean leaderIsOther(Pending<?> pending, Sent sent) {
    return routes
        .leaderOf(pending.question().partition())
        .filter(Predicate.not(sent.to()::equals))
        .isPresent();
  }

  private void onLeaderChange(Set<Integer> partitions) {
    for (Pending<?> pending : table.all()) {
      State state = pending.state();
      if (partitions.contains(pending.question().partition()) && wantsNewLeader(pending, state)) {
        dispatch.send(pending, state);
      }
    }
  }

  private boolean wantsNewLeader(Pending<?> pending, State state) {
    return state instanceof Waiting || (state instanceof Sent sent && leaderIsOther(pending, sent));
  }

  private void onMemberRemoved(Address node) {
    for (Pending<?> pending : table.all()) {
      if (pending.state() instanceof Sent sent && sent.to().node().equals(node)) {
        leaderIsGone(pending, sent);
      }
    }
  }

  private void leaderIsGone(Pending<?> pending, Sent sent) {
    State waiting = new Waiting(Long.MIN_VALUE);
    if (!pending.question().isRepeatable()) {
      endings.leaderIsGone(pending, sent);
    } else if (pending.move(sent, waiting)) {
      dispatch.send(pending, waiting);
    }
  }

  private void sweep() {
    long now = clock.getAsLong();
    boolean alone = cutOff.lasts(now);
    for (Pending<?> pending : table.all()) {
      try {
        lookAfter(pending, now, alone);
      } catch (RuntimeException e) {
        // One question's trouble may not end the timer that all others rely on.
        LOG.warn("Could not look after a request for {}", pending.question().subject(), e);
      }
    }
  }

  private void lookAfter(Pending<?> pending, long now, boolean alone) {
    State state = pending.state();
    if (now >= pending.deadline()) {
      endings.expire(pending, state);
    } else if (alone && state instanceof Waiting && !pending.isOpen()) {
      endings.fail(pending, state, Failures.noQuorum(pending.question().subject()));
    } else if (state instanceof Waiting waiting && now >= waiting.notBefore()) {
      dispatch.send(pending, state);
    } else if (state instanceof Sent sent && now >= sent.resendAt()) {
      dispatch.send(pending, state);
    }
  }
}
