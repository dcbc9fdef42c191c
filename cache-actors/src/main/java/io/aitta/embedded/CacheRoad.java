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
import io.aitta.gateway.OutcomeUnknownException;
import io.aitta.gateway.UnavailableException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

/**
 * One cache's road to the gateway. Sees to it that there is such a cache: declares it before the
 * first operation, and once more for an operation that found it dropped. All operations share one
 * declaration, which has the time of the settings at least; each waits for it within its own time.
 */
final class CacheRoad {
  /** Tells those who waited too long: the JDK's timer has one thread for the whole JVM. */
  private static final Executor LATE = lateThread();

  private final Gateway gateway;
  private final CacheName name;
  private final CacheSettings settings;
  private final AtomicReference<Declaration> declaration = new AtomicReference<>();

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
    declareAndSend(trip, false);
    return trip.result();
  }

  private <T> void declareAndSend(Trip<T> trip, boolean again) {
    Declaration declared = declared(trip);
    if (declared.isMade()) {
      send(trip, declared, again);
      return;
    }
    CompletionStage<Boolean> waiting =
        Stages.map(declared.made(), Function.<Boolean>identity())
            .orTimeout(trip.left().toNanos(), TimeUnit.NANOSECONDS);
    waiting.whenComplete(
        (made, failure) -> {
          if (failure == null) {
            send(trip, declared, again);
          } else if (failure instanceof TimeoutException) {
            LATE.execute(() -> trip.fail(notMade()));
          } else {
            declareAnewOrFail(trip, declared, Stages.cause(failure), again);
          }
        });
  }

  /** Who has more time than the declaration had tries again; so the deadlines grow, and it ends. */
  private <T> void declareAnewOrFail(
      Trip<T> trip, Declaration failed, Throwable cause, boolean again) {
    boolean forWantOfTime =
        cause instanceof UnavailableException || cause instanceof OutcomeUnknownException;
    if (forWantOfTime && trip.deadlineNanos() - failed.deadlineNanos() > 0) {
      declareAndSend(trip, again);
    } else {
      // Whatever became of the declaration, of the operation nothing was done.
      trip.fail(cause instanceof OutcomeUnknownException ? notMade() : cause);
    }
  }

  private <T> void send(Trip<T> trip, Declaration declared, boolean again) {
    Duration left = trip.left();
    if (left.isNegative() || left.isZero()) {
      trip.fail(notMade());
      return;
    }
    Stages.begin(() -> trip.operation().apply(left))
        .whenComplete(
            (value, failure) -> {
              if (failure == null) {
                trip.result().complete(value);
              } else if (!again && Stages.cause(failure) instanceof CacheNotFoundException) {
                declaration.compareAndSet(declared, null);
                declareAndSend(trip, true);
              } else {
                trip.fail(Stages.cause(failure));
              }
            });
  }

  /** The declaration that is done or under way, or a new one. */
  private Declaration declared(Trip<?> trip) {
    long now = System.nanoTime();
    long time = Math.max(trip.deadlineNanos() - now, settings.timeout().toNanos());
    Declaration mine = new Declaration(new CompletableFuture<>(), now + time);
    Declaration current = declaration.compareAndExchange(null, mine);
    if (current != null) {
      return current;
    }
    Stages.begin(() -> declare(Duration.ofNanos(time)))
        .whenComplete(
            (made, failure) -> {
              if (failure == null) {
                mine.made().complete(made);
              } else {
                declaration.compareAndSet(mine, null);
                mine.made().completeExceptionally(Stages.cause(failure));
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

  private UnavailableException notMade() {
    return new UnavailableException(
        "cache '" + name + "' could not be made in time; nothing was done, try again");
  }

  private static Executor lateThread() {
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(
            1, 1, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), CacheRoad::lateThread);
    pool.allowCoreThreadTimeOut(true);
    return pool;
  }

  private static Thread lateThread(Runnable work) {
    Thread thread = new Thread(work, "aitta-too-late");
    thread.setDaemon(true);
    return thread;
  }

  /** The making of the cache, done or under way. */
  private record Declaration(CompletableFuture<Boolean> made, long deadlineNanos) {
    boolean isMade() {
      return made.isDone() && !made.isCompletedExceptionally();
    }
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
