package io.aitta.routing.sending;

import io.aitta.directory.Leader;
import io.aitta.directory.Routes;
import io.aitta.gateway.CacheException;
import io.aitta.link.Undelivered;
import io.aitta.protocol.Message;
import io.aitta.routing.question.Failures;
import io.aitta.routing.question.Question;
import io.aitta.routing.sending.State.Done;
import io.aitta.routing.sending.State.Sent;
import io.aitta.routing.sending.State.Waiting;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.apache.pekko.actor.Address;

/**
 * Sends questions to the leaders of their partitions, as often as it is called and is safe.
 * Thread-safe.
 */
final class Dispatch {
  /** The longest pause before an unanswered question is sent again. */
  private static final long MAX_RESEND_MILLIS = 8_000;

  private final long origin;
  private final Routes routes;
  private final Courier courier;
  private final GatewaySettings settings;
  private final LongSupplier clock;
  private final Tally tally;
  private final PendingTable table;
  private final Endings endings;
  private final AtomicLong ids = new AtomicLong();

  Dispatch(
      long origin,
      Routes routes,
      Courier courier,
      GatewaySettings settings,
      LongSupplier clock,
      Tally tally,
      PendingTable table,
      Endings endings) {
    this.origin = origin;
    this.routes = routes;
    this.courier = courier;
    this.settings = settings;
    this.clock = clock;
    this.tally = tally;
    this.table = table;
    this.endings = endings;
  }

  /** A number that was never used before. */
  long nextId() {
    return ids.incrementAndGet();
  }

  /**
   * Sends it where there is a leader; ends it where there is an obstacle. A write waits while this
   * node sees no majority: it may be cut off, and then whatever is done here is lost.
   *
   * @param from the state in which it was found to be sent; in another it is left alone
   */
  void send(Pending<?> pending, State from) {
    Question<?> question = pending.question();
    if (from instanceof Done || (from instanceof Sent && !question.isRepeatable())) {
      return;
    }
    Optional<CacheException> obstacle = question.obstacle();
    if (obstacle.isPresent()) {
      endings.fail(pending, from, obstacle.get());
    } else if (!question.writes() || routes.hasQuorum()) {
      routes.leaderOf(question.partition()).ifPresent(leader -> send(pending, from, leader));
    }
  }

  /** It surely did not arrive: by this sending nothing was done. */
  void undelivered(Pending<?> pending, long id, Address to, Undelivered why) {
    State seen = pending.state();
    List<Sent> former = pending.sendings();
    if (!pending.didNothing(id)) {
      return;
    }
    table.release(pending, former);
    tally.undelivered.increment();
    if (seen instanceof Sent sent && sent.id() == id) {
      CacheException cause = Failures.notSent(pending.question().subject(), to, why);
      if (why == Undelivered.INCOMPLETE) {
        pause(pending, sent, cause);
      } else {
        failed(pending, sent, cause);
      }
    }
  }

  /** The latest sending failed for good, which counts unless another may bring the answer. */
  void failed(Pending<?> pending, Sent sent, CacheException cause) {
    if (pending.isOpen()) {
      pause(pending, sent, cause);
    } else {
      endings.fail(pending, sent, cause);
    }
  }

  private void pause(Pending<?> pending, Sent sent, CacheException excuse) {
    pending.excuse(Optional.of(excuse));
    pending.move(sent, new Waiting(clock.getAsLong() + resendMillis(pending)));
  }

  private void send(Pending<?> pending, State from, Leader leader) {
    boolean first = !pending.wasSent();
    long id = first ? pending.home() : nextId();
    long now = clock.getAsLong();
    Sent sent = new Sent(id, leader, now + pauseAfter(pending));
    Optional<Message> message = message(pending, sent, pending.deadline() - now);
    if (message.isEmpty() || !enter(pending, from, sent, first)) {
      return;
    }
    if (!courier.send(leader.node(), message.get())) {
      undelivered(pending, id, leader.node(), Undelivered.NO_ROOM);
    }
  }

  /** Twice as long each time. */
  private long pauseAfter(Pending<?> pending) {
    long resend = resendMillis(pending);
    long doubled = resend << Math.min(pending.sendings().size(), Pending.MAX_SENDINGS);
    return Math.max(resend, Math.min(doubled, MAX_RESEND_MILLIS));
  }

  private long resendMillis(Pending<?> pending) {
    boolean write = pending.question().writes();
    return (write ? settings.resendWrites() : settings.resendReads()).toMillis();
  }

  private Optional<Message> message(Pending<?> pending, Sent sent, long left) {
    if (left <= 0) {
      return Optional.empty();
    }
    int timeout = (int) Math.min(left, Integer.MAX_VALUE);
    return pending
        .question()
        .message(new Question.Envelope(origin, sent.id(), sent.to().epoch(), timeout));
  }

  /** Makes it known under the number before anything is sent; false where another was faster. */
  private boolean enter(Pending<?> pending, State from, Sent sent, boolean first) {
    if (first) {
      return pending.move(from, sent);
    }
    List<Sent> former = pending.sendings();
    table.put(sent.id(), pending);
    if (!pending.move(from, sent)) {
      table.release(sent.id());
      return false;
    }
    table.release(pending, former);
    tally.retries.increment();
    return true;
  }
}
