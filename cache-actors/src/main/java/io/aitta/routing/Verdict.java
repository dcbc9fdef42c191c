package io.aitta.routing;

import io.aitta.gateway.CacheException;

/** How an answer reads. */
sealed interface Verdict<A> {
  /** It was done, by the leader of that epoch. */
  record Settled<A>(A answer, long epoch) implements Verdict<A> {}

  /** It failed, and asking again does not help. */
  record Failed<A>(CacheException cause) implements Verdict<A> {}

  /** Nothing was done; it may be asked again in a moment. */
  record Again<A>() implements Verdict<A> {}
}
