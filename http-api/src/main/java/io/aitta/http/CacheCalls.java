package io.aitta.http;

import static java.util.concurrent.CompletableFuture.failedFuture;

import io.aitta.core.model.CacheName;
import io.aitta.core.model.Condition;
import io.aitta.core.operation.KeyOperation;
import io.aitta.core.reply.Reply;
import io.aitta.gateway.Gateway;
import io.aitta.gateway.OutcomeUnknownException;
import io.aitta.gateway.UnavailableException;
import io.aitta.gateway.WriteName;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * The gateway with the request's deadline, creating caches where writes may. One deadline spans a
 * write and the creation before it.
 */
final class CacheCalls {
  private final Gateway gateway;
  private final Duration timeout;
  private final boolean autoCreate;

  CacheCalls(Gateway gateway, HttpSettings settings) {
    this.gateway = gateway;
    this.timeout = settings.requestTimeout();
    this.autoCreate = settings.autoCreateCaches();
  }

  Gateway gateway() {
    return gateway;
  }

  Duration timeout() {
    return timeout;
  }

  boolean autoCreates() {
    return autoCreate;
  }

  <R extends Reply> CompletionStage<R> execute(CacheName cache, KeyOperation<R> operation) {
    return gateway.execute(cache, operation, timeout);
  }

  /** The same for a write, once only where it has a name. */
  <R extends Reply> CompletionStage<R> execute(
      CacheName cache, KeyOperation<R> operation, Optional<WriteName> name) {
    return execute(cache, operation, name, timeout);
  }

  /** Writes an entry, making its cache first where there is none and the condition lets it. */
  <R extends Reply> CompletionStage<R> write(
      CacheName cache, KeyOperation<R> operation, Condition condition, Optional<WriteName> name) {
    long deadline = System.nanoTime() + timeout.toNanos();
    CompletionStage<R> first = execute(cache, operation, name, timeout);
    if (!autoCreate) {
      return first;
    }
    return first.exceptionallyCompose(
        failure -> {
          if (!Failures.isCacheNotFound(failure)) {
            return failedFuture(failure);
          }
          return condition.holds(Optional.empty())
              ? createThen(cache, deadline, () -> execute(cache, operation, name, left(deadline)))
              : failedFuture(Failures.preconditionFailed(Optional.empty()).asException());
        });
  }

  private <R extends Reply> CompletionStage<R> execute(
      CacheName cache, KeyOperation<R> operation, Optional<WriteName> name, Duration within) {
    return name.isPresent()
        ? gateway.executeOnce(cache, operation, name.get(), within)
        : gateway.execute(cache, operation, within);
  }

  private <T> CompletionStage<T> createThen(
      CacheName cache, long deadline, Supplier<CompletionStage<T>> next) {
    return create(cache, left(deadline)).thenCompose(made -> next.get());
  }

  /**
   * Makes a cache before something is written to it. Whether it was made in time may be unknown;
   * then nothing was written, which is what the caller asks about.
   */
  CompletionStage<Void> create(CacheName cache, Duration within) {
    return gateway
        .createIfAbsent(cache, within)
        .exceptionallyCompose(
            failure ->
                failedFuture(
                    Failures.cause(failure) instanceof OutcomeUnknownException
                        ? notMade(cache)
                        : failure));
  }

  private static UnavailableException notMade(CacheName cache) {
    return new UnavailableException(
        "cache '"
            + cache
            + "' was not there and not made on all nodes in time; nothing was written: try again");
  }

  private static Duration left(long deadline) {
    return Duration.ofNanos(Math.max(1_000_000, deadline - System.nanoTime()));
  }
}
