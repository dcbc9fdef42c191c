package io.aitta.routing;

import io.aitta.directory.Leader;
import io.aitta.gateway.CacheException;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** Completes a future with what a question brought. */
record Promise<A, R>(CompletableFuture<R> future, Function<A, R> reading) implements Receiver<A> {
  @Override
  public void onAnswer(Leader by, A answer) {
    future.complete(reading.apply(answer));
  }

  @Override
  public void onFailure(CacheException cause) {
    future.completeExceptionally(cause);
  }
}
