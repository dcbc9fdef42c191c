package io.aitta.routing;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import io.aitta.directory.Leader;
import io.aitta.directory.Routes;
import io.aitta.link.Undelivered;
import io.aitta.protocol.Message;
import io.aitta.routing.State.Sent;
import io.aitta.routing.State.Waiting;
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
 * the answer to a later sending.
 */
final class Correspondence {
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
  private volatile boolean closed;

  Correspondence(
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
    long resendMillis = settings.resendReads().toMillis();
    dispatch = new Dispatch(origin, routes, courier, resendMillis, clock, tally, table, endings);
  }

  /** Begins to hear of changes and to look after deadlines. */
  ScheduledFuture<?> start(ScheduledExecutorService scheduler) {
    routes.onLeaderChange(this::onLeaderChange);
    routes.onMemberRemoved(this::onMemberRemoved);
    return scheduler.scheduleWithFixedDelay(this::sweep, SWEEP_MILLIS, SWEEP_MILLIS, MILLISECONDS);
  }

  GatewayCounters counters() {
    return tally.with(admission);
  }

  /** Asks; the outcome comes by the deadline or a sweep later. */
  <A> void ask(Question<A> question, long deadline, Receiver<A> receiver) {
    Pending<A> pending = new Pending<>(dispatch.nextId(), question, receiver, deadline);
    if (!admission.admit(pending.bytes())) {
      tally.turnedAway.increment();
      endings.refuse(receiver, Failures.tooManyUnderWay(admission));
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
  void onAnswer(Address from, long toOrigin, long id, Message answer) {
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
  void onUndelivered(Address to, long fromOrigin, long id, Undelivered why) {
    if (fromOrigin == origin) {
      table.find(id).ifPresent(pending -> dispatch.undelivered(pending, id, to, why));
    }
  }

  /** Ends all that is under way and whatever comes later. */
  void close() {
    closed = true;
    table.all().forEach(endings::abandon);
  }

  private <A> void onAnswer(Address from, long id, Pending<A> pending, Message answer) {
    State seen = pending.state();
    boolean current = seen instanceof Sent sent && sent.id() == id;
    if (!current && pending.question().writes()) {
      tally.lateAnswers.increment();
      return;
    }
    Verdict<A> verdict = pending.question().judge(answer);
    if (verdict instanceof Verdict.Settled<A> settled) {
      endings.settle(pending, new Leader(from, settled.epoch()), settled.answer());
    } else if (current && verdict instanceof Verdict.Failed<A> failed) {
      endings.fail(pending, seen, failed.cause());
    } else if (current) {
      again(pending, (Sent) seen);
    }
  }

  /** The leader did nothing: asks another one at once, or waits for one, or a moment. */
  private void again(Pending<?> pending, Sent sent) {
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

  private void onLeaderChange(int partition) {
    for (Pending<?> pending : table.all()) {
      State state = pending.state();
      if (pending.question().partition() == partition && wantsNewLeader(pending, state)) {
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
    if (pending.question().writes()) {
      endings.leaderIsGone(pending, sent);
    } else if (pending.move(sent, waiting)) {
      dispatch.send(pending, waiting);
    }
  }

  private void sweep() {
    long now = clock.getAsLong();
    for (Pending<?> pending : table.all()) {
      try {
        lookAfter(pending, now);
      } catch (RuntimeException e) {
        // One question's trouble may not end the timer that all others rely on.
        LOG.warn("Could not look after a request for {}", pending.question().subject(), e);
      }
    }
  }

  private void lookAfter(Pending<?> pending, long now) {
    State state = pending.state();
    if (now >= pending.deadline()) {
      endings.expire(pending, state);
    } else if (state instanceof Waiting waiting && now >= waiting.notBefore()) {
      dispatch.send(pending, state);
    } else if (state instanceof Sent sent && now >= sent.resendAt()) {
      dispatch.send(pending, state);
    }
  }
}
