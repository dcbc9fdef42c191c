package io.aitta.routing.run;

import io.aitta.gateway.CacheException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** What a caller waits for; given once, after which the call is no longer open. */
public final class Awaited<R> {
  private final CompletableFuture<R> future = new CompletableFuture<>();
  private final Runnable whenGiven;

  /**
   * @param whenGiven called once, after the outcome was given
   */
  public Awaited(Runnable whenGiven) {
    this.whenGiven = whenGiven;
  }

  /** Completes with the outcome. */
  public CompletionStage<R> stage() {
    return future;
  }

  /** Gives an answer, unless an outcome was given. */
  public void succeed(R answer) {
    if (future.complete(answer)) {
      whenGiven.run();
    }
  }

  /** Gives a failure, unless an outcome was given. */
  public void fail(CacheException cause) {
    end(cause);
  }

  /** Ends a call that could not begin, since its caller asked for nonsense. */
  public void refuse(RuntimeException fault) {
    end(fault);
  }

  private void end(RuntimeException cause) {
    if (future.completeExceptionally(cause)) {
      whenGiven.run();
    }
  }
}
