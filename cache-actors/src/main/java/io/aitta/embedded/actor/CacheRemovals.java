package io.aitta.embedded.actor;

import static java.util.Objects.requireNonNull;

import io.aitta.core.model.Version;
import io.aitta.embedded.Cache;
import io.aitta.embedded.Selection;
import io.aitta.embedded.actor.CacheProtocol.Reply;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.typed.ActorRef;

/**
 * What removes entries: requests of the protocol of a {@link CacheActor}.
 *
 * @param <T> what it is answered with
 */
public sealed interface CacheRemovals<K, V, T> extends CacheProtocol.Request<K, V, T> {
  /** Removes an entry. */
  record Remove<K, V>(K key, ActorRef<Reply<Boolean>> replyTo)
      implements CacheRemovals<K, V, Boolean> {
    public Remove {
      requireNonNull(key, "key is null");
      requireNonNull(replyTo, "replyTo is null");
    }

    @Override
    public CompletionStage<Boolean> applyTo(Cache<K, V> cache) {
      return cache.remove(key);
    }
  }

  /** Removes an entry of a version. */
  record RemoveIfVersion<K, V>(K key, Version expected, ActorRef<Reply<Boolean>> replyTo)
      implements CacheRemovals<K, V, Boolean> {
    public RemoveIfVersion {
      requireNonNull(key, "key is null");
      requireNonNull(expected, "expected is null");
      requireNonNull(replyTo, "replyTo is null");
    }

    @Override
    public CompletionStage<Boolean> applyTo(Cache<K, V> cache) {
      return cache.removeIfVersion(key, expected);
    }
  }

  /** Removes an entry and answers with its value. */
  record GetAndRemove<K, V>(K key, ActorRef<Reply<Optional<V>>> replyTo)
      implements CacheRemovals<K, V, Optional<V>> {
    public GetAndRemove {
      requireNonNull(key, "key is null");
      requireNonNull(replyTo, "replyTo is null");
    }

    @Override
    public CompletionStage<Optional<V>> applyTo(Cache<K, V> cache) {
      return cache.getAndRemove(key);
    }
  }

  /** Removes many entries. */
  record RemoveAll<K, V>(Collection<K> keys, ActorRef<Reply<Long>> replyTo)
      implements CacheRemovals<K, V, Long> {
    public RemoveAll {
      keys = List.copyOf(keys);
      requireNonNull(replyTo, "replyTo is null");
    }

    @Override
    public CompletionStage<Long> applyTo(Cache<K, V> cache) {
      return cache.removeAll(keys);
    }
  }

  /** Removes all entries that are selected. */
  record Invalidate<K, V>(Selection<K> selection, ActorRef<Reply<Long>> replyTo)
      implements CacheRemovals<K, V, Long> {
    public Invalidate {
      requireNonNull(selection, "selection is null");
      requireNonNull(replyTo, "replyTo is null");
    }

    @Override
    public CompletionStage<Long> applyTo(Cache<K, V> cache) {
      return cache.invalidate(selection);
    }
  }
}
