package io.aitta.embedded.actor;

import static java.util.Objects.requireNonNull;

import io.aitta.embedded.Cache;
import io.aitta.embedded.actor.CacheProtocol.Reply;
import java.util.OptionalLong;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.typed.ActorRef;

/**
 * What counts: requests of the protocol of a {@link CacheActor}.
 *
 * @param <T> what it is answered with
 */
public sealed interface CacheCounters<K, V, T> extends CacheProtocol.Request<K, V, T> {
  /** Adds to a counter. */
  record Increment<K, V>(K key, long delta, long initial, ActorRef<Reply<Long>> replyTo)
      implements CacheCounters<K, V, Long> {
    public Increment {
      requireNonNull(key, "key is null");
      requireNonNull(replyTo, "replyTo is null");
    }

    @Override
    public CompletionStage<Long> applyTo(Cache<K, V> cache) {
      return cache.counters().increment(key, delta, initial);
    }
  }

  /** Reads a counter. */
  record GetCounter<K, V>(K key, ActorRef<Reply<OptionalLong>> replyTo)
      implements CacheCounters<K, V, OptionalLong> {
    public GetCounter {
      requireNonNull(key, "key is null");
      requireNonNull(replyTo, "replyTo is null");
    }

    @Override
    public CompletionStage<OptionalLong> applyTo(Cache<K, V> cache) {
      return cache.counters().get(key);
    }
  }
}
