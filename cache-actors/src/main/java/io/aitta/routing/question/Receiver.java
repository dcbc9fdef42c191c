package io.aitta.routing.question;

import io.aitta.directory.Leader;
import io.aitta.gateway.CacheException;

/** Takes the outcome of a question: one call of one of both, on the gateway's executor. */
public interface Receiver<A> {
  void onAnswer(Leader by, A answer);

  void onFailure(CacheException cause);
}
