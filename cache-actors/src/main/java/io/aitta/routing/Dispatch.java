package io.aitta.routing;

import io.aitta.directory.Leader;
import io.aitta.directory.Routes;
import io.aitta.gateway.CacheException;
import io.aitta.link.Undelivered;
import io.aitta.protocol.Message;
import io.aitta.routing.State.Done;
import io.aitta.routing.State.Sent;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.apache.pekko.actor.Address;

/**
 * Sends questions to the leaders of their partitions, as often as it is called and is safe: a write
 * is never on its way twice. Thread-safe.
 */
final class Dispatch {
  /** The longest pause before a read is sent again. */
  private static final long MAX_RESEND_MILLIS = 8_000;

  private final long origin;
  private final Routes routes;
  private final Courier courier;
  private final long resendMillis;
  private final LongSupplier clock;
  private final Tally tally;
  private final PendingTable table;
  private final Endings endings;
  private final AtomicLong ids = new AtomicLong();
  private volatile boolean sawQuorum;

  Dispatch(
      long origin,
      Routes routes,
      Courier courier,
      long resendMillis,
      LongSupplier clock,
      Tally tally,
      PendingTable table,
      Endings endings) {
    this.origin = origin;
    this.routes = routes;
    this.courier = courier;
    this.resendMillis = resendMillis;
    this.clock = clock;
    this.tally = tally;
    this.table = table;
    this.endings = endings;
    this.sawQuorum = routes.hasQuorum();
  }

  /** A number that was never used before. */
  long nextId() {
    return ids.incrementAndGet();
  }

  /**
   * Sends it where there is a leader; ends it where there is an obstacle.
   *
   * @param from the state in which it was found to be sent; in another it is left alone
   */
  void send(Pending<?> pending, State from) {
    if (from instanceof Done || (from instanceof Sent && pending.question().writes())) {
      return;
    }
    Question<?> question = pending.question();
    boolean mayWrite = hasQuorum();
    Optional<CacheException> obstacle = obstacle(question, mayWrite);
    if (obstacle.isPresent()) {
      endings.fail(pending, from, obstacle.get());
    } else if (mayWrite || !question.writes()) {
      routes.leaderOf(question.partition()).ifPresent(leader -> send(pending, from, leader));
    }
  }

  /** It surely did not arrive: nothing was done. */
  void undelivered(Pending<?> pending, long id, Address to, Undelivered why) {
    if (pending.state() instanceof Sent sent && sent.id() == id) {
      tally.undelivered.increment();
      endings.fail(pending, sent, Failures.notSent(pending.question().subject(), to, why));
    }
  }

  private boolean hasQuorum() {
    boolean quorum = routes.hasQuorum();
    sawQuorum |= quorum;
    return quorum;
  }

  /** A node that has not seen a majority yet is on its way into the cluster: a write waits. */
  private Optional<CacheException> obstacle(Question<?> question, boolean mayWrite) {
    Optional<CacheException> own = question.obstacle();
    return own.isEmpty() && question.writes() && !mayWrite && sawQuorum
        ? Optional.of(Failures.noQuorum(question.subject()))
        : own;
  }

  private void send(Pending<?> pending, State from, Leader leader) {
    int sendings = pending.sendings().size();
    boolean first = sendings == 0;
    long id = first ? pending.home() : nextId();
    long now = clock.getAsLong();
    Sent sent = new Sent(id, leader, now + pauseAfter(sendings));
    Optional<Message> message = message(pending, sent, pending.deadline() - now);
    if (message.isEmpty() || !enter(pending, from, sent, first)) {
      return;
    }
    // A read that is sent again may still get the answer to an earlier sending.
    if (!courier.send(leader.node(), message.get()) && (first || pending.question().writes())) {
      undelivered(pending, id, leader.node(), Undelivered.NO_ROOM);
    }
  }

  /** Twice as long each time. */
  private long pauseAfter(int sendings) {
    long doubled = resendMillis << Math.min(sendings, Pending.MAX_SENDINGS);
    return Math.max(resendMillis, Math.min(doubled, MAX_RESEND_MILLIS));
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
    forgetAllBut(pending.sendings(), former, pending.home());
    tally.retries.increment();
    return true;
  }

  private void forgetAllBut(List<Sent> kept, List<Sent> former, long home) {
    former.stream()
        .filter(sent -> !kept.contains(sent) && sent.id() != home)
        .forEach(sent -> table.release(sent.id()));
  }
}
