package io.aitta.routing.sending;

import io.aitta.directory.Leader;
import io.aitta.gateway.CacheException;
import io.aitta.routing.question.Question;
import io.aitta.routing.question.Receiver;
import io.aitta.routing.sending.State.Done;
import io.aitta.routing.sending.State.Sent;
import io.aitta.routing.sending.State.Waiting;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A question under way. Its state changes only from the one the changer has seen, so of two that
 * race one loses and looks again. Nothing is called while the lock is held.
 *
 * <p>It knows which of its sendings may have been done: those that were not answered, and those
 * whose answer did not tell. While there are such, nobody may say that nothing was done.
 */
final class Pending<A> {
  /** How many sendings may be unanswered; the answers to earlier ones are late. */
  static final int MAX_SENDINGS = 8;

  private final long home;
  private final Question<A> question;
  private final Receiver<A> receiver;
  private final long deadline;
  private final long bytes;
  private State state = new Waiting(Long.MIN_VALUE);
  private List<Sent> sendings = List.of();
  private boolean sent;

  /** Of the leaders who may have done it and won't say so any more, the latest. */
  private Optional<Leader> silent = Optional.empty();

  private Optional<CacheException> excuse = Optional.empty();

  /**
   * @param home the number it is known under from its start to its end
   */
  Pending(long home, Question<A> question, Receiver<A> receiver, long deadline) {
    this.home = home;
    this.question = question;
    this.receiver = receiver;
    this.deadline = deadline;
    this.bytes = question.bytes();
  }

  long home() {
    return home;
  }

  Question<A> question() {
    return question;
  }

  Receiver<A> receiver() {
    return receiver;
  }

  long deadline() {
    return deadline;
  }

  /** What it counts against the bytes that may be under way. */
  long bytes() {
    return bytes;
  }

  synchronized State state() {
    return state;
  }

  /** The latest sendings that have no answer; one may come to any of them. */
  synchronized List<Sent> sendings() {
    return sendings;
  }

  /** Whether it was ever sent. */
  synchronized boolean wasSent() {
    return sent;
  }

  synchronized boolean move(State from, State to) {
    if (state != from || from instanceof Done) {
      return false;
    }
    state = to;
    if (to instanceof Sent sending) {
      append(sending);
    }
    return true;
  }

  /** Ends it from whatever state it is in; false where it had ended before. */
  synchronized boolean end() {
    return move(state, new Done());
  }

  /** The sending of that number did nothing; false where it is no longer open. */
  synchronized boolean didNothing(long id) {
    return take(id).isPresent();
  }

  /** The sending of that number may have been done; false where it is no longer open. */
  synchronized boolean staysOpen(long id) {
    Optional<Sent> unclear = take(id);
    unclear.map(Sent::to).ifPresent(this::suspect);
    return unclear.isPresent();
  }

  /** What was sent to leaders of earlier epochs was not done and won't be. */
  synchronized void ruleOutBefore(long epoch) {
    sendings = sendings.stream().filter(one -> one.to().epoch() >= epoch).toList();
    silent = silent.filter(leader -> leader.epoch() >= epoch);
  }

  /** Whether another sending than those that did nothing was or may be done. */
  synchronized boolean isOpen() {
    return silent.isPresent() || !sendings.isEmpty();
  }

  /** Of a write, the leader who was asked last of those who may have done it. */
  synchronized Optional<Leader> mayBeDoneBy() {
    if (!question.writes()) {
      return Optional.empty();
    }
    return sendings.isEmpty() ? silent : Optional.of(sendings.get(sendings.size() - 1).to());
  }

  /** What the latest answer has left to say if there is no time left. */
  synchronized Optional<CacheException> excuse() {
    return excuse;
  }

  synchronized void excuse(Optional<CacheException> latest) {
    excuse = latest;
  }

  private void append(Sent sending) {
    List<Sent> latest = new ArrayList<>(sendings);
    if (latest.size() == MAX_SENDINGS) {
      suspect(latest.remove(0).to());
    }
    latest.add(sending);
    sendings = List.copyOf(latest);
    sent = true;
  }

  private Optional<Sent> take(long id) {
    Optional<Sent> taken = sendings.stream().filter(one -> one.id() == id).findFirst();
    sendings = sendings.stream().filter(one -> one.id() != id).toList();
    return taken;
  }

  private void suspect(Leader leader) {
    silent = silent.filter(known -> known.epoch() >= leader.epoch()).or(() -> Optional.of(leader));
  }
}
