package io.aitta.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waits for stages, as only tests may; a minute at the most. */
public final class Awaiting {
  private static final long SECONDS = 60;

  private Awaiting() {}

  /** What the stage completes with; an assertion error when it fails or does not complete. */
  public static <T> T answerOf(CompletionStage<T> stage) {
    try {
      return stage.toCompletableFuture().get(SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException failed) {
      throw new AssertionError("the stage failed", failed.getCause());
    } catch (TimeoutException | InterruptedException unfinished) {
      throw new AssertionError("the stage did not complete", unfinished);
    }
  }

  /**
   * What a callback on the stage sees it fail with, wrapped where the stage wraps it; an assertion
   * error when the stage completes well or fails with another type.
   */
  public static <E extends Throwable> E failureOf(CompletionStage<?> stage, Class<E> type) {
    CompletableFuture<Throwable> seen = new CompletableFuture<>();
    stage.whenComplete(
        (answer, failure) -> {
          if (failure == null) {
            seen.completeExceptionally(new AssertionError("no failure but " + answer));
          } else {
            seen.complete(failure);
          }
        });
    Throwable failure = answerOf(seen);
    assertThat(failure).isInstanceOf(type);
    return type.cast(failure);
  }
}
