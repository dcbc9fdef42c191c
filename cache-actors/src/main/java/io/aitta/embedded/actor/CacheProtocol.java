package io.aitta.embedded.actor;

import static java.util.Objects.requireNonNull;

import io.aitta.core.model.Version;
import io.aitta.embedded.Cache;
import io.aitta.embedded.PutOptions;
import io.aitta.embedded.Selection;
import io.aitta.embedded.Versioned;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.NoSerializationVerificationNeeded;
import org.apache.pekko.actor.typed.ActorRef;

/**
 * The messages that a {@link CacheActor} takes and answers. They mean what the methods of {@link
 * Cache} of the same names mean. They stay within their actor system: there is no serializer for
 * them, and each node has a cache actor of its own.
 */
public final class CacheProtocol {
  private CacheProtocol() {}

  /** What a cache actor takes. */
  public sealed interface Command<K, V> extends NoSerializationVerificationNeeded {}

  /**
   * Something asked of the cache.
   *
   * @param <T> what it is answered with
   */
  public sealed interface Request<K, V, T> extends Command<K, V> {
    /** Who is answered, exactly once. */
    ActorRef<Reply<T>> replyTo();

    /** Asks the cache. */
    CompletionStage<T> applyTo(Cache<K, V> cache);
  }

  /** What became of a request. */
  public sealed interface Reply<T> extends NoSerializationVerificationNeeded {}

  /** It was answered. */
  public record Answered<T>(T answer) implements Reply<T> {
    public Answered {
      requireNonNull(answer, "answer is null");
    }
  }

  /** It failed; the cause is what the stage of {@link Cache} would have failed with. */
  public record Failed<T>(RuntimeException cause) implements Reply<T> {
    public Failed {
      requireNonNull(cause, "cause is null");
    }
  }

  /** Reads a value. */
  public record Get<K, V>(K key, ActorRef<Reply<Optional<V>>> replyTo)
      implements Request<K, V, Optional<V>> {
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
  public record GetVersioned<K, V>(K key, ActorRef<Reply<Optional<Versioned<V>>>> replyTo)
      implements Request<K, V, Optional<Versioned<V>>> {
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
  public record GetAll<K, V>(Collection<K> keys, ActorRef<Reply<Map<K, V>>> replyTo)
      implements Request<K, V, Map<K, V>> {
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
  public record ContainsKey<K, V>(K key, ActorRef<Reply<Boolean>> replyTo)
      implements Request<K, V, Boolean> {
    public ContainsKey {
      requireNonNull(key, "key is null");
      requireNonNull(replyTo, "replyTo is null");
    }

    @Override
    public CompletionStage<Boolean> applyTo(Cache<K, V> cache) {
      return cache.containsKey(key);
    }
  }

  /** Stores a value. */
  public record Put<K, V>(K key, V value, PutOptions options, ActorRef<Reply<Version>> replyTo)
      implements Request<K, V, Version> {
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
  public record PutIfAbsent<K, V>(
      K key, V value, PutOptions options, ActorRef<Reply<Optional<Version>>> replyTo)
      implements Request<K, V, Optional<Version>> {
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
  public record Replace<K, V>(
      K key, V value, PutOptions options, ActorRef<Reply<Optional<Version>>> replyTo)
      implements Request<K, V, Optional<Version>> {
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
  public record ReplaceIfVersion<K, V>(
      K key,
      V value,
      Version expected,
      PutOptions options,
      ActorRef<Reply<Optional<Version>>> replyTo)
      implements Request<K, V, Optional<Version>> {
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
  public record GetAndPut<K, V>(
      K key, V value, PutOptions options, ActorRef<Reply<Optional<V>>> replyTo)
      implements Request<K, V, Optional<V>> {
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

  /** Removes an entry and answers with its value. */
  public record GetAndRemove<K, V>(K key, ActorRef<Reply<Optional<V>>> replyTo)
      implements Request<K, V, Optional<V>> {
    public GetAndRemove {
      requireNonNull(key, "key is null");
      requireNonNull(replyTo, "replyTo is null");
    }

    @Override
    public CompletionStage<Optional<V>> applyTo(Cache<K, V> cache) {
      return cache.getAndRemove(key);
    }
  }

  /** Removes an entry. */
  public record Remove<K, V>(K key, ActorRef<Reply<Boolean>> replyTo)
      implements Request<K, V, Boolean> {
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
  public record RemoveIfVersion<K, V>(K key, Version expected, ActorRef<Reply<Boolean>> replyTo)
      implements Request<K, V, Boolean> {
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

  /** Adds to a counter. */
  public record Increment<K, V>(K key, long delta, long initial, ActorRef<Reply<Long>> replyTo)
      implements Request<K, V, Long> {
    public Increment {
      requireNonNull(key, "key is null");
      requireNonNull(replyTo, "replyTo is null");
    }

    @Override
    public CompletionStage<Long> applyTo(Cache<K, V> cache) {
      return cache.counters().increment(key, delta, initial);
    }
  }

  /** Restarts an idle time. */
  public record Touch<K, V>(K key, ActorRef<Reply<Boolean>> replyTo)
      implements Request<K, V, Boolean> {
    public Touch {
      requireNonNull(key, "key is null");
      requireNonNull(replyTo, "replyTo is null");
    }

    @Override
    public CompletionStage<Boolean> applyTo(Cache<K, V> cache) {
      return cache.touch(key);
    }
  }

  /** Gives an entry another time to live. */
  public record ExpireAfter<K, V>(K key, Duration timeToLive, ActorRef<Reply<Boolean>> replyTo)
      implements Request<K, V, Boolean> {
    public ExpireAfter {
      requireNonNull(key, "key is null");
      requireNonNull(timeToLive, "timeToLive is null");
      requireNonNull(replyTo, "replyTo is null");
    }

    @Override
    public CompletionStage<Boolean> applyTo(Cache<K, V> cache) {
      return cache.expireAfter(key, timeToLive);
    }
  }

  /** Removes all entries that are selected. */
  public record Invalidate<K, V>(Selection<K> selection, ActorRef<Reply<Long>> replyTo)
      implements Request<K, V, Long> {
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
