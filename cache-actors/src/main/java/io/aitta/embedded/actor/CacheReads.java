package io.aitta.embedded.actor;

import static java.util.Objects.requireNonNull;

import io.aitta.embedded.Cache;
import io.aitta.embedded.Versioned;
import io.aitta.embedded.actor.CacheProtocol.Reply;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.typed.ActorRef;

/**
 * What reads values: requests of the protocol of a {@link CacheActor}.
 *
 * @param <T> what it is answered with
 */
public sealed interface CacheReads<K, V, T> extends CacheProtocol.Request<K, V, T> {
  /** Reads a value. */
  record Get<K, V>(K key, ActorRef<Reply<Optional<V>>> replyTo)
      implements CacheReads<K, V, Optional<V>> {
    public Get {
      requireNonNull(key, "key is null");
      requireNonNull(replyTo, "replyTo is null");
    }

    @Override
    public CompletionStage<Optional<V>> applyTo(Cache<K, V> cache) {
      return cache.get(key);
    }
  }

  /** Reads a value with its version. */
  record GetVersioned<K, V>(K key, ActorRef<Reply<Optional<Versioned<V>>>> replyTo)
      implements CacheReads<K, V, Optional<Versioned<V>>> {
    public GetVersioned {
      requireNonNull(key, "key is null");
      requireNonNull(replyTo, "replyTo is null");
    }

    @Override
    public CompletionStage<Optional<Versioned<V>>> applyTo(Cache<K, V> cache) {
      return cache.getVersioned(key);
    }
  }

  /** Reads many values. */
  record GetAll<K, V>(Collection<K> keys, ActorRef<Reply<Map<K, V>>> replyTo)
      implements CacheReads<K, V, Map<K, V>> {
    public GetAll {
      keys = List.copyOf(keys);
      requireNonNull(replyTo, "replyTo is null");
    }

    @Override
    public CompletionStage<Map<K, V>> applyTo(Cache<K, V> cache) {
      return cache.getAll(keys);
    }
  }

  /** Asks whether there is an entry. */
  record ContainsKey<K, V>(K key, ActorRef<Reply<Boolean>> replyTo)
      implements CacheReads<K, V, Boolean> {
    public ContainsKey {
      requireNonNull(key, "key is null");
      requireNonNull(replyTo, "replyTo is null");
    }

    @Override
    public CompletionStage<Boolean> applyTo(Cache<K, V> cache) {
      return cache.containsKey(key);
    }
  }
}
