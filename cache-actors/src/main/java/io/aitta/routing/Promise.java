package io.aitta.routing;

import io.aitta.directory.Leader;
import io.aitta.gateway.CacheException;
import io.aitta.routing.question.Receiver;
import io.aitta.routing.run.Awaited;
import java.util.function.Function;

/** Completes a future with what a question brought. */
record Promise<A, R>(Awaited<R> awaited, Function<A, R> reading) implements Receiver<A> {
  @Override
  public void onAnswer(Leader by, A answer) {
    awaited.succeed(reading.apply(answer));
  }

  @Override
  public void onFailure(CacheException cause) {
    awaited.fail(cause);
  }
}
