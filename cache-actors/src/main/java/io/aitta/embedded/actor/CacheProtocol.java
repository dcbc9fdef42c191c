package io.aitta.embedded.actor;

import static java.util.Objects.requireNonNull;

import io.aitta.embedded.Cache;
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
   * Something asked of the cache; which requests there are the families say.
   *
   * @param <T> what it is answered with
   */
  public sealed interface Request<K, V, T> extends Command<K, V>
      permits CacheReads,
          CacheWrites,
          CacheRemovals,
          CacheLifetimes,
          CacheCounters,
          CacheOverviews {
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
}
