package io.aitta.routing;

import io.aitta.gateway.CacheException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** What a caller waits for; given once, after which the call is no longer open. */
final class Awaited<R> {
  private final CompletableFuture<R> future = new CompletableFuture<>();
  private final OpenCalls calls;

  Awaited(OpenCalls calls) {
    this.calls = calls;
  }

  CompletionStage<R> stage() {
    return future;
  }

  void succeed(R answer) {
    if (future.complete(answer)) {
      calls.leave();
    }
  }

  void fail(CacheException cause) {
    end(cause);
  }

  /** Ends a call that could not begin, since its caller asked for nonsense. */
  void refuse(RuntimeException fault) {
    end(fault);
  }

  private void end(RuntimeException cause) {
    if (future.completeExceptionally(cause)) {
      calls.leave();
    }
  }
}
