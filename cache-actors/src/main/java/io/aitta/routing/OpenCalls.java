package io.aitta.routing;

import java.util.concurrent.CompletableFuture;

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

  /** Takes no more; the future completes once those taken are answered. */
  CompletableFuture<Void> stop() {
    if (isIdleAfterStopping()) {
      idle.complete(null);
    }
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
