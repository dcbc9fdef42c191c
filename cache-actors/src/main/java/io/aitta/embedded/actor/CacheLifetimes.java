package io.aitta.embedded.actor;

import static java.util.Objects.requireNonNull;

import io.aitta.embedded.Cache;
import io.aitta.embedded.TimeLeft;
import io.aitta.embedded.actor.CacheProtocol.Reply;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.typed.ActorRef;

/**
 * What reads and changes how long entries live: requests of the protocol of a {@link CacheActor}.
 *
 * @param <T> what it is answered with
 */
public sealed interface CacheLifetimes<K, V, T> extends CacheProtocol.Request<K, V, T> {
  /** Restarts an idle time. */
  record Touch<K, V>(K key, ActorRef<Reply<Boolean>> replyTo)
      implements CacheLifetimes<K, V, Boolean> {
    public Touch {
      requireNonNull(key, "key is null");
      requireNonNull(replyTo, "replyTo is null");
    }

    @Override
    public CompletionStage<Boolean> applyTo(Cache<K, V> cache) {
      return cache.touch(key);
    }
  }

  /** Asks how long an entry still lives. */
  record ReadTimeLeft<K, V>(K key, ActorRef<Reply<Optional<TimeLeft>>> replyTo)
      implements CacheLifetimes<K, V, Optional<TimeLeft>> {
    public ReadTimeLeft {
      requireNonNull(key, "key is null");
      requireNonNull(replyTo, "replyTo is null");
    }

    @Override
    public CompletionStage<Optional<TimeLeft>> applyTo(Cache<K, V> cache) {
      return cache.timeLeft(key);
    }
  }

  /** Gives an entry another time to live. */
  record ExpireAfter<K, V>(K key, Duration timeToLive, ActorRef<Reply<Boolean>> replyTo)
      implements CacheLifetimes<K, V, Boolean> {
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

  /** Gives an entry another idle time. */
  record ExpireAfterIdle<K, V>(K key, Duration maxIdle, ActorRef<Reply<Boolean>> replyTo)
      implements CacheLifetimes<K, V, Boolean> {
    public ExpireAfterIdle {
      requireNonNull(key, "key is null");
      requireNonNull(maxIdle, "maxIdle is null");
      requireNonNull(replyTo, "replyTo is null");
    }

    @Override
    public CompletionStage<Boolean> applyTo(Cache<K, V> cache) {
      return cache.expireAfterIdle(key, maxIdle);
    }
  }

  /** Lets an entry live on, without either limit. */
  record Persist<K, V>(K key, ActorRef<Reply<Boolean>> replyTo)
      implements CacheLifetimes<K, V, Boolean> {
    public Persist {
      requireNonNull(key, "key is null");
      requireNonNull(replyTo, "replyTo is null");
    }

    @Override
    public CompletionStage<Boolean> applyTo(Cache<K, V> cache) {
      return cache.persist(key);
    }
  }
}
