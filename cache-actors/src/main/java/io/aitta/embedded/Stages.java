package io.aitta.embedded;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;

/** Stages that fail with the very exception that happened, wrapped in nothing. */
final class Stages {
  private Stages() {}

  /** What the function makes of the stage's result, on the thread that completes the stage. */
  static <A, B> CompletableFuture<B> map(CompletionStage<A> stage, Function<A, B> function) {
    CompletableFuture<B> result = new CompletableFuture<>();
    stage.whenComplete(
        (value, failure) -> {
          if (failure == null) {
            complete(result, () -> function.apply(value));
          } else {
            result.completeExceptionally(cause(failure));
          }
        });
    return result;
  }

  /** The supplied stage, or one that failed with what the supplier threw, an error included. */
  static <T> CompletionStage<T> begin(Supplier<CompletionStage<T>> work) {
    try {
      return work.get();
    } catch (Throwable failure) {
      return CompletableFuture.failedStage(failure);
    }
  }

  static Throwable cause(Throwable failure) {
    return failure instanceof CompletionException && failure.getCause() != null
        ? failure.getCause()
        : failure;
  }

  /** The failure as an exception that needs no declaration. */
  static RuntimeException exception(Throwable failure) {
    Throwable cause = cause(failure);
    return cause instanceof RuntimeException exception ? exception : new CompletionException(cause);
  }

  /** Completes in any case: a stage that nobody completes would be waited for in vain. */
  private static <T> void complete(CompletableFuture<T> result, Supplier<T> work) {
    try {
      result.complete(work.get());
    } catch (Throwable failure) {
      result.completeExceptionally(failure);
    }
  }
}
