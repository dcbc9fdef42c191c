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
    future.complete(answer);
    calls.leave();
  }

  void fail(CacheException cause) {
    future.completeExceptionally(cause);
    calls.leave();
  }
}
