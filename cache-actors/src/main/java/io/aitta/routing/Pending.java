package io.aitta.routing;

import io.aitta.routing.State.Done;
import io.aitta.routing.State.Sent;
import io.aitta.routing.State.Waiting;
import java.util.ArrayList;
import java.util.List;

/**
 * A question under way. Its state changes only from the one the changer has seen, so of two that
 * race one loses and looks again. Nothing is called while the lock is held.
 */
final class Pending<A> {
  /** How many sendings of a read may still be answered; the answers to earlier ones are late. */
  static final int MAX_SENDINGS = 8;

  private final long home;
  private final Question<A> question;
  private final Receiver<A> receiver;
  private final long deadline;
  private final long bytes;
  private State state = new Waiting(Long.MIN_VALUE);
  private List<Sent> sendings = List.of();

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

  /** The latest sendings; the answers to a read may come to any of them. */
  synchronized List<Sent> sendings() {
    return sendings;
  }

  synchronized boolean move(State from, State to) {
    if (state != from || from instanceof Done) {
      return false;
    }
    state = to;
    if (to instanceof Sent sent) {
      sendings = sendings.isEmpty() ? List.of(sent) : append(sent);
    }
    return true;
  }

  /** Ends it from whatever state it is in; false where it had ended before. */
  synchronized boolean end() {
    return move(state, new Done());
  }

  private List<Sent> append(Sent sent) {
    List<Sent> latest = new ArrayList<>(sendings);
    if (latest.size() == MAX_SENDINGS) {
      latest.remove(0);
    }
    latest.add(sent);
    return List.copyOf(latest);
  }
}
