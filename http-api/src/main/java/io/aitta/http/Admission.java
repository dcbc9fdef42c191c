package io.aitta.http;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/** Which requests are let in, and how many of them are under way. Thread-safe. */
final class Admission {
  /** How many refused requests may be read to their ends at a time. */
  private static final int MAX_DRAINING = 256;

  private final int maxRequests;
  private final AtomicInteger underWay = new AtomicInteger();
  private final AtomicInteger draining = new AtomicInteger();
  private final LongAdder refused = new LongAdder();
  private final CompletableFuture<Void> idle = new CompletableFuture<>();
  private volatile boolean closed;

  Admission(int maxRequests) {
    this.maxRequests = maxRequests;
  }

  int underWay() {
    return underWay.get();
  }

  LongAdder refused() {
    return refused;
  }

  /** Lets a request in, which leaves later; or says why not. */
  Optional<ProblemException> enter() {
    boolean fits = underWay.incrementAndGet() <= maxRequests;
    if (fits && !closed) {
      return Optional.empty();
    }
    leave();
    refused.increment();
    return Optional.of(closed ? leaving() : full());
  }

  void leave() {
    if (underWay.decrementAndGet() == 0 && closed) {
      idle.complete(null);
    }
  }

  /** Whether the body of a refused request may be read to its end; if so, that is told too. */
  boolean beginDraining() {
    if (draining.incrementAndGet() <= MAX_DRAINING) {
      return true;
    }
    draining.decrementAndGet();
    return false;
  }

  void endDraining() {
    draining.decrementAndGet();
  }

  boolean isClosed() {
    return closed;
  }

  /** Lets nobody in from now on; completes once all have left. */
  CompletionStage<Void> close() {
    closed = true;
    if (underWay.get() == 0) {
      idle.complete(null);
    }
    return idle.copy();
  }

  private static ProblemException full() {
    return ProblemException.of(
        ProblemType.OVERLOADED, "this node has as many requests under way as it may");
  }

  private static ProblemException leaving() {
    return ProblemException.of(
        ProblemType.UNAVAILABLE, "this node is leaving; nothing was done: ask another one");
  }
}
