package io.aitta.routing;

import static io.aitta.gateway.Gateway.MAX_TIMEOUT;

import io.aitta.routing.question.Failures;
import io.aitta.routing.run.Awaited;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;

/** The calls that were taken and not answered yet, so that a stop can wait for them. */
final class OpenCalls {
  private final CompletableFuture<Void> idle = new CompletableFuture<>();
  private final LongSupplier clock;
  private long open;
  private boolean stopping;

  /** How a call begins that is to give the answer by the deadline. */
  interface Beginning<R> {
    void begin(long deadline, Awaited<R> answer);
  }

  /**
   * @param clock milliseconds since any instant, never going back
   */
  OpenCalls(LongSupplier clock) {
    this.clock = clock;
  }

  /** Begins a call, unless it was stopped; one that cannot begin is not waited for. */
  <R> CompletionStage<R> open(Duration timeout, Beginning<R> beginning) {
    if (!enter()) {
      return CompletableFuture.failedFuture(Failures.stopping());
    }
    Awaited<R> answer = new Awaited<>(this::leave);
    Duration bounded = timeout.compareTo(MAX_TIMEOUT) < 0 ? timeout : MAX_TIMEOUT;
    try {
      beginning.begin(clock.getAsLong() + bounded.toMillis(), answer);
    } catch (RuntimeException fault) {
      answer.refuse(fault);
      throw fault;
    }
    return answer.stage();
  }

  private synchronized boolean enter() {
    if (!stopping) {
      open++;
    }
    return !stopping;
  }

  private void leave() {
    if (isIdleAfterLeaving()) {
      idle.complete(null);
    }
  }

  /** Takes no more. */
  void stop() {
    if (isIdleAfterStopping()) {
      idle.complete(null);
    }
  }

  /** Completes once it was stopped and all that were taken are answered. */
  CompletionStage<Void> idle() {
    return idle;
  }

  private synchronized boolean isIdleAfterLeaving() {
    open--;
    return stopping && open == 0;
  }

  private synchronized boolean isIdleAfterStopping() {
    stopping = true;
    return open == 0;
  }
}
