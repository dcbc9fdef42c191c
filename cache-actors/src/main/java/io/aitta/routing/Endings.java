package io.aitta.routing;

import io.aitta.directory.Leader;
import io.aitta.directory.Routes;
import io.aitta.gateway.CacheException;
import io.aitta.gateway.OutcomeUnknownException;
import io.aitta.routing.State.Done;
import io.aitta.routing.State.Sent;
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

  /** Ends it, unless it is no longer in the state that the cause was found in. */
  void fail(Pending<?> pending, State seen, CacheException cause) {
    if (pending.move(seen, new Done())) {
      giveUp(pending, cause);
    }
  }

  /** Its time is over. */
  void expire(Pending<?> pending, State seen) {
    String subject = pending.question().subject();
    CacheException undone =
        routes.hasQuorum() ? Failures.unreachable(subject) : Failures.noQuorum(subject);
    if (pending.move(seen, new Done())) {
      tally.timeouts.increment();
      giveUp(pending, mayBeDone(pending, seen) ? unknown(pending, seen) : undone);
    }
  }

  /** This node stops. */
  void abandon(Pending<?> pending) {
    for (State seen = pending.state(); !(seen instanceof Done); seen = pending.state()) {
      fail(pending, seen, mayBeDone(pending, seen) ? unknown(pending, seen) : Failures.stopping());
    }
  }

  /** The node it was sent to will never answer, so that waiting on does not help. */
  void leaderIsGone(Pending<?> pending, Sent sent) {
    fail(pending, sent, unknown(pending, sent));
  }

  /** Turns away one that was never begun. */
  void refuse(Receiver<?> receiver, CacheException cause) {
    complete(() -> receiver.onFailure(cause));
  }

  private static boolean mayBeDone(Pending<?> pending, State seen) {
    return seen instanceof Sent && pending.question().writes();
  }

  private static CacheException unknown(Pending<?> pending, State seen) {
    return Failures.unanswered(pending.question().subject(), ((Sent) seen).to().node());
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
