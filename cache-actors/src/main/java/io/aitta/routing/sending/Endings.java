package io.aitta.routing.sending;

import io.aitta.directory.Leader;
import io.aitta.directory.Routes;
import io.aitta.gateway.CacheException;
import io.aitta.gateway.OutcomeUnknownException;
import io.aitta.routing.question.Failures;
import io.aitta.routing.question.Question;
import io.aitta.routing.question.Receiver;
import io.aitta.routing.sending.State.Done;
import io.aitta.routing.sending.State.Sent;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gives each question its one outcome, on the executor, and then forgets it. Thread-safe. */
final class Endings {
  private static final Logger LOG = LoggerFactory.getLogger(Endings.class);

  private final Routes routes;
  private final PendingTable table;
  private final Admission admission;
  private final Tally tally;
  private final Executor executor;

  Endings(Routes routes, PendingTable table, Admission admission, Tally tally, Executor executor) {
    this.routes = routes;
    this.table = table;
    this.admission = admission;
    this.tally = tally;
    this.executor = executor;
  }

  <A> void settle(Pending<A> pending, Leader by, A answer) {
    if (pending.end()) {
      forget(pending);
      complete(() -> give(pending, by, answer));
    }
  }

  /** Whoever waits is told even of an answer that makes no sense. */
  private static <A> void give(Pending<A> pending, Leader by, A answer) {
    try {
      pending.receiver().onAnswer(by, answer);
    } catch (RuntimeException fault) {
      Question<A> question = pending.question();
      LOG.error("{}: the answer cannot be used", question.subject(), fault);
      pending.receiver().onFailure(Failures.unusableAnswer(question.subject(), question.writes()));
    }
  }

  /**
   * Ends it, unless it is no longer in the state that the cause was found in. Nobody is told that
   * nothing was done while a sending may have been.
   */
  void fail(Pending<?> pending, State seen, CacheException cause) {
    if (pending.move(seen, new Done())) {
      boolean honest = cause instanceof OutcomeUnknownException;
      giveUp(pending, honest ? cause : unanswered(pending).orElse(cause));
    }
  }

  /** Its time is over. */
  void expire(Pending<?> pending, State seen) {
    if (pending.move(seen, new Done())) {
      tally.timeouts.increment();
      giveUp(pending, tooLate(pending));
    }
  }

  /** This node stops. */
  void abandon(Pending<?> pending) {
    for (State seen = pending.state(); !(seen instanceof Done); seen = pending.state()) {
      fail(pending, seen, Failures.stopping());
    }
  }

  /** The node it was sent to will never answer, so that waiting on does not help. */
  void leaderIsGone(Pending<?> pending, Sent sent) {
    fail(pending, sent, Failures.unanswered(pending.question().subject(), sent.to().node()));
  }

  /** Turns away one that was never begun. */
  void refuse(Receiver<?> receiver, CacheException cause) {
    complete(() -> receiver.onFailure(cause));
  }

  private CacheException tooLate(Pending<?> pending) {
    Optional<CacheException> excuse = pending.excuse();
    Optional<CacheException> unknown = unanswered(pending);
    if (unknown.isPresent()) {
      return excuse.filter(OutcomeUnknownException.class::isInstance).or(() -> unknown).get();
    }
    String subject = pending.question().subject();
    return routes.hasQuorum()
        ? excuse.orElseGet(() -> Failures.unreachable(subject))
        : Failures.noQuorum(subject);
  }

  private static Optional<CacheException> unanswered(Pending<?> pending) {
    return pending
        .mayBeDoneBy()
        .map(leader -> Failures.unanswered(pending.question().subject(), leader.node()));
  }

  private void giveUp(Pending<?> pending, CacheException cause) {
    if (cause instanceof OutcomeUnknownException) {
      tally.unknownOutcomes.increment();
    }
    forget(pending);
    complete(() -> pending.receiver().onFailure(cause));
  }

  private void forget(Pending<?> pending) {
    table.remove(pending);
    admission.release(pending.bytes());
  }

  private void complete(Runnable outcome) {
    try {
      executor.execute(outcome);
    } catch (RejectedExecutionException stopped) {
      // The node is on its way out; an outcome on this thread is better than none.
      outcome.run();
    }
  }
}
