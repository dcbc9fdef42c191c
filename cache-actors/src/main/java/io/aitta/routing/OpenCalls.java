package io.aitta.routing;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The calls that were taken and not answered yet, so that a stop can wait for them. */
final class OpenCalls {
  private final CompletableFuture<Void> idle = new CompletableFuture<>();
  private long open;
  private boolean stopping;

  /** Whether the call is taken; then {@link #leave} follows. */
  synchronized boolean enter() {
    if (!stopping) {
      open++;
    }
    return !stopping;
  }

  void leave() {
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
