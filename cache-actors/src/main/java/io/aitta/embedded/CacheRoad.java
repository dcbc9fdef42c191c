package io.aitta.embedded;

import static java.util.Objects.requireNonNull;

import io.aitta.core.model.CacheConfig;
import io.aitta.core.model.CacheName;
import io.aitta.core.model.Selector;
import io.aitta.core.operation.KeyOperation;
import io.aitta.core.reply.Reply;
import io.aitta.gateway.Attempt;
import io.aitta.gateway.CacheNotFoundException;
import io.aitta.gateway.Gateway;
import io.aitta.gateway.ListRequest;
import io.aitta.gateway.Listing;
import io.aitta.gateway.NodeStatistics;
import io.aitta.gateway.UnavailableException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

/**
 * One cache's road to the gateway. Sees to it that there is such a cache: declares it before the
 * first operation, and once more for an operation that found it dropped. All operations share one
 * declaration; each waits for it within its own time.
 */
final class CacheRoad {
  private final Gateway gateway;
  private final CacheName name;
  private final CacheSettings settings;
  private final AtomicReference<CompletableFuture<Boolean>> declaration = new AtomicReference<>();

  CacheRoad(Gateway gateway, CacheName name, CacheSettings settings) {
    this.gateway = requireNonNull(gateway, "gateway is null");
    this.name = requireNonNull(name, "name is null");
    this.settings = requireNonNull(settings, "settings is null");
  }

  CacheName name() {
    return name;
  }

  <R extends Reply> CompletionStage<R> execute(KeyOperation<R> operation, Duration timeout) {
    return travel(timeout, left -> gateway.execute(name, operation, left));
  }

  CompletionStage<List<Attempt>> executeAll(List<KeyOperation<?>> operations, Duration timeout) {
    return travel(
        timeout,
        left -> Stages.map(gateway.executeAll(name, operations, left), CacheRoad::failIfDropped));
  }

  CompletionStage<Listing> list(ListRequest request, Duration timeout) {
    return travel(timeout, left -> gateway.list(name, request, left));
  }

  CompletionStage<Long> invalidate(Selector selector, Duration timeout) {
    return travel(timeout, left -> gateway.invalidate(name, selector, left));
  }

  CompletionStage<Map<String, NodeStatistics>> statistics(Duration timeout) {
    return travel(timeout, left -> gateway.statistics(name, left));
  }

  /** Where no operation found the cache, none was done and all can be sent again. */
  private static List<Attempt> failIfDropped(List<Attempt> attempts) {
    if (!attempts.isEmpty() && attempts.stream().allMatch(CacheRoad::foundNoCache)) {
      throw ((Attempt.Failed) attempts.get(0)).cause();
    }
    return attempts;
  }

  private static boolean foundNoCache(Attempt attempt) {
    return attempt instanceof Attempt.Failed failed
        && failed.cause() instanceof CacheNotFoundException;
  }

  private <T> CompletionStage<T> travel(
      Duration timeout, Function<Duration, CompletionStage<T>> operation) {
    Trip<T> trip =
        new Trip<>(operation, System.nanoTime() + timeout.toNanos(), new CompletableFuture<>());
    declareAndSend(trip, timeout, false);
    return trip.result();
  }

  private <T> void declareAndSend(Trip<T> trip, Duration left, boolean again) {
    CompletableFuture<Boolean> declared = declared(left);
    if (declared.isDone() && !declared.isCompletedExceptionally()) {
      send(trip, declared, again);
      return;
    }
    CompletionStage<Boolean> waiting =
        Stages.map(declared, Function.<Boolean>identity())
            .orTimeout(left.toNanos(), TimeUnit.NANOSECONDS);
    waiting.whenComplete(
        (done, failure) -> {
          if (failure == null) {
            send(trip, declared, again);
          } else {
            trip.fail(declarationFailure(failure));
          }
        });
  }

  private <T> void send(Trip<T> trip, CompletableFuture<Boolean> declared, boolean again) {
    Duration left = trip.left();
    if (left.isNegative() || left.isZero()) {
      trip.fail(declarationFailure(new TimeoutException()));
      return;
    }
    Stages.begin(() -> trip.operation().apply(left))
        .whenComplete(
            (value, failure) -> {
              if (failure == null) {
                trip.result().complete(value);
              } else if (!again && Stages.cause(failure) instanceof CacheNotFoundException) {
                declaration.compareAndSet(declared, null);
                declareAndSend(trip, trip.left(), true);
              } else {
                trip.fail(Stages.cause(failure));
              }
            });
  }

  /** The declaration that is done or under way, or a new one. */
  private CompletableFuture<Boolean> declared(Duration timeout) {
    CompletableFuture<Boolean> mine = new CompletableFuture<>();
    CompletableFuture<Boolean> current = declaration.compareAndExchange(null, mine);
    if (current != null) {
      return current;
    }
    Stages.begin(() -> declare(timeout))
        .whenComplete(
            (made, failure) -> {
              if (failure == null) {
                mine.complete(made);
              } else {
                declaration.compareAndSet(mine, null);
                mine.completeExceptionally(Stages.cause(failure));
              }
            });
    return mine;
  }

  /** Answers whether anything had to be done. */
  private CompletionStage<Boolean> declare(Duration timeout) {
    Optional<CacheConfig> there = gateway.configuration(name);
    if (there.isPresent() && settings.config().or(() -> there).equals(there)) {
      return CompletableFuture.completedStage(false);
    }
    return settings
        .config()
        .map(config -> Stages.map(gateway.configure(name, config, timeout), made -> true))
        .orElseGet(() -> Stages.map(gateway.createIfAbsent(name, timeout), made -> true));
  }

  private Throwable declarationFailure(Throwable failure) {
    return Stages.cause(failure) instanceof TimeoutException
        ? new UnavailableException(
            "cache '" + name + "' could not be made in time; nothing was done, try again")
        : Stages.cause(failure);
  }

  /** An operation on its way. */
  private record Trip<T>(
      Function<Duration, CompletionStage<T>> operation,
      long deadlineNanos,
      CompletableFuture<T> result) {
    Duration left() {
      return Duration.ofNanos(deadlineNanos - System.nanoTime());
    }

    void fail(Throwable cause) {
      result.completeExceptionally(cause);
    }
  }
}
