package io.aitta.routing.run;

import io.aitta.directory.Leader;
import io.aitta.gateway.CacheException;
import io.aitta.routing.question.Receiver;

/** Passes an outcome on, after it has closed what was open until then. */
record Closing<A>(Receiver<A> receiver, Runnable close) implements Receiver<A> {
  @Override
  public void onAnswer(Leader by, A answer) {
    close.run();
    receiver.onAnswer(by, answer);
  }

  @Override
  public void onFailure(CacheException cause) {
    close.run();
    receiver.onFailure(cause);
  }
}
