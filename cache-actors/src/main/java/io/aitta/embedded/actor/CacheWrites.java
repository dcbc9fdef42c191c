package io.aitta.embedded.actor;

import static java.util.Objects.requireNonNull;

import io.aitta.core.model.Version;
import io.aitta.embedded.Cache;
import io.aitta.embedded.PutOptions;
import io.aitta.embedded.actor.CacheProtocol.Reply;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.typed.ActorRef;

/**
 * What stores values: requests of the protocol of a {@link CacheActor}.
 *
 * @param <T> what it is answered with
 */
public sealed interface CacheWrites<K, V, T> extends CacheProtocol.Request<K, V, T> {
  /** Stores a value. */
  record Put<K, V>(K key, V value, PutOptions options, ActorRef<Reply<Version>> replyTo)
      implements CacheWrites<K, V, Version> {
    public Put {
      requireNonNull(key, "key is null");
      requireNonNull(value, "value is null");
      requireNonNull(options, "options is null");
      requireNonNull(replyTo, "replyTo is null");
    }

    @Override
    public CompletionStage<Version> applyTo(Cache<K, V> cache) {
      return cache.put(key, value, options);
    }
  }

  /** Stores a value where there is none. */
  record PutIfAbsent<K, V>(
      K key, V value, PutOptions options, ActorRef<Reply<Optional<Version>>> replyTo)
      implements CacheWrites<K, V, Optional<Version>> {
    public PutIfAbsent {
      requireNonNull(key, "key is null");
      requireNonNull(value, "value is null");
      requireNonNull(options, "options is null");
      requireNonNull(replyTo, "replyTo is null");
    }

    @Override
    public CompletionStage<Optional<Version>> applyTo(Cache<K, V> cache) {
      return cache.putIfAbsent(key, value, options);
    }
  }

  /** Replaces a value where there is one. */
  record Replace<K, V>(
      K key, V value, PutOptions options, ActorRef<Reply<Optional<Version>>> replyTo)
      implements CacheWrites<K, V, Optional<Version>> {
    public Replace {
      requireNonNull(key, "key is null");
      requireNonNull(value, "value is null");
      requireNonNull(options, "options is null");
      requireNonNull(replyTo, "replyTo is null");
    }

    @Override
    public CompletionStage<Optional<Version>> applyTo(Cache<K, V> cache) {
      return cache.replace(key, value, options);
    }
  }

  /** Compares and sets. */
  record ReplaceIfVersion<K, V>(
      K key,
      V value,
      Version expected,
      PutOptions options,
      ActorRef<Reply<Optional<Version>>> replyTo)
      implements CacheWrites<K, V, Optional<Version>> {
    public ReplaceIfVersion {
      requireNonNull(key, "key is null");
      requireNonNull(value, "value is null");
      requireNonNull(expected, "expected is null");
      requireNonNull(options, "options is null");
      requireNonNull(replyTo, "replyTo is null");
    }

    @Override
    public CompletionStage<Optional<Version>> applyTo(Cache<K, V> cache) {
      return cache.replaceIfVersion(key, value, expected, options);
    }
  }

  /** Stores a value and answers with the one before it. */
  record GetAndPut<K, V>(K key, V value, PutOptions options, ActorRef<Reply<Optional<V>>> replyTo)
      implements CacheWrites<K, V, Optional<V>> {
    public GetAndPut {
      requireNonNull(key, "key is null");
      requireNonNull(value, "value is null");
      requireNonNull(options, "options is null");
      requireNonNull(replyTo, "replyTo is null");
    }

    @Override
    public CompletionStage<Optional<V>> applyTo(Cache<K, V> cache) {
      return cache.getAndPut(key, value, options);
    }
  }

  /** Stores many values. */
  record PutAll<K, V>(
      Map<K, V> entries, PutOptions options, ActorRef<Reply<Map<K, Version>>> replyTo)
      implements CacheWrites<K, V, Map<K, Version>> {
    public PutAll {
      entries = Map.copyOf(entries);
      requireNonNull(options, "options is null");
      requireNonNull(replyTo, "replyTo is null");
    }

    @Override
    public CompletionStage<Map<K, Version>> applyTo(Cache<K, V> cache) {
      return cache.putAll(entries, options);
    }
  }
}
