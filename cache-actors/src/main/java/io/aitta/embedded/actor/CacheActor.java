package io.aitta.embedded.actor;

import static java.util.Objects.requireNonNull;

import io.aitta.embedded.Cache;
import io.aitta.embedded.actor.CacheProtocol.Answered;
import io.aitta.embedded.actor.CacheProtocol.Command;
import io.aitta.embedded.actor.CacheProtocol.Failed;
import io.aitta.embedded.actor.CacheProtocol.Reply;
import io.aitta.embedded.actor.CacheProtocol.Request;
import io.aitta.gateway.OverloadedException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/**
 * An actor in front of a {@link Cache}, for code that would rather send messages than call. Each
 * request is answered exactly once, with {@link Failed} where the cache fails, within the time the
 * cache allows.
 *
 * <p>Ask it from anywhere, and in an actor send yourself what comes of it:
 *
 * <pre>{@code
 * CompletionStage<Reply<Optional<User>>> reply =
 *     AskPattern.ask(users, r -> new CacheReads.Get<>(id, r), timeout, system.scheduler());
 * getContext().pipeToSelf(reply, UserReplied::new);
 * }</pre>
 *
 * <p>A trap of {@code AskPattern.ask}: its stage stands on a Scala future, on which {@code
 * thenApply} and its like run as if they were {@code thenApplyAsync}, on the common pool; with two
 * processors or fewer Java 17 starts a new thread for each. Use {@code whenComplete} or {@code
 * pipeToSelf} on it, or give an executor. The stages of {@link Cache} have no such trap.
 */
public final class CacheActor<K, V> {
  private final Cache<K, V> cache;
  private final int maxInFlight;
  private final AtomicInteger inFlight = new AtomicInteger();

  private CacheActor(Cache<K, V> cache, int maxInFlight) {
    this.cache = requireNonNull(cache, "cache is null");
    this.maxInFlight = maxInFlight;
  }

  /**
   * A cache actor.
   *
   * @param maxInFlight how many requests may be under way, at least 1; more are answered at once
   *     with a failed {@link OverloadedException}
   */
  public static <K, V> Behavior<Command<K, V>> create(Cache<K, V> cache, int maxInFlight) {
    if (maxInFlight < 1) {
      throw new IllegalArgumentException("maxInFlight is at least 1, not " + maxInFlight);
    }
    return Behaviors.setup(
        context -> Behaviors.receiveMessage(new CacheActor<>(cache, maxInFlight)::onCommand));
  }

  private Behavior<Command<K, V>> onCommand(Command<K, V> command) {
    serve((Request<K, V, ?>) command);
    return Behaviors.same();
  }

  private <T> void serve(Request<K, V, T> request) {
    if (inFlight.incrementAndGet() > maxInFlight) {
      answer(request, new Failed<>(tooMany()));
      return;
    }
    begin(request)
        .whenComplete(
            (answer, failure) ->
                answer(
                    request,
                    failure == null ? new Answered<>(answer) : new Failed<>(cause(failure))));
  }

  private <T> CompletionStage<T> begin(Request<K, V, T> request) {
    try {
      return request.applyTo(cache);
    } catch (Throwable refused) {
      // Also an error, as of a codec's class that is missing: the request must be answered.
      return CompletableFuture.failedStage(refused);
    }
  }

  private <T> void answer(Request<K, V, T> request, Reply<T> reply) {
    inFlight.decrementAndGet();
    request.replyTo().tell(reply);
  }

  private OverloadedException tooMany() {
    return new OverloadedException(
        "the actor of cache '%s' has %d requests under way; nothing was done, try again later"
            .formatted(cache.name(), maxInFlight));
  }

  private static RuntimeException cause(Throwable failure) {
    return failure instanceof RuntimeException exception
        ? exception
        : new CompletionException(failure);
  }
}
