package io.aitta.http;

import io.aitta.core.model.CacheConfig;
import io.aitta.core.model.CacheName;
import io.aitta.core.model.Selector;
import io.aitta.core.operation.KeyOperation;
import io.aitta.core.reply.Reply;
import io.aitta.gateway.Attempt;
import io.aitta.gateway.CacheException;
import io.aitta.gateway.Gateway;
import io.aitta.gateway.ListRequest;
import io.aitta.gateway.Listing;
import io.aitta.gateway.NodeStatistics;
import io.aitta.gateway.UnavailableException;
import io.aitta.gateway.WriteName;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A gateway whose answers about single entries wait until they are let go, and that may break. */
final class TestingGateway implements Gateway {
  private final Gateway behind;
  private final CompletableFuture<Void> gate = new CompletableFuture<>();
  private static final CompletableFuture<Void> OPEN = CompletableFuture.completedFuture(null);

  final AtomicInteger batches = new AtomicInteger();

  /** What all batches but the first wait for. */
  volatile CompletableFuture<Void> laterBatches = OPEN;

  /** Whether nobody answers batches. */
  volatile boolean lost;

  /** How making a cache fails. */
  volatile Optional<CacheException> cacheNotMade = Optional.empty();

  volatile RuntimeException bug;
  volatile Duration timeout;

  TestingGateway(Gateway behind) {
    this.behind = behind;
  }

  void letGo() {
    gate.complete(null);
  }

  private static CompletionStage<List<Attempt>> failAfter(Duration timeout, int operations) {
    Attempt failed = new Attempt.Failed(new UnavailableException("its owner is lost"));
    return CompletableFuture.supplyAsync(
        () -> Collections.nCopies(operations, failed),
        CompletableFuture.delayedExecutor(
            timeout.toMillis(), TimeUnit.MILLISECONDS, Runnable::run));
  }

  @Override
  public <R extends Reply> CompletionStage<R> execute(
      CacheName cache, KeyOperation<R> operation, Duration timeout) {
    this.timeout = timeout;
    if (bug != null) {
      throw bug;
    }
    return gate.thenCompose(open -> behind.execute(cache, operation, timeout));
  }

  @Override
  public <R extends Reply> CompletionStage<R> executeOnce(
      CacheName cache, KeyOperation<R> operation, WriteName name, Duration timeout) {
    this.timeout = timeout;
    return gate.thenCompose(open -> behind.executeOnce(cache, operation, name, timeout));
  }

  @Override
  public CompletionStage<List<Attempt>> executeAll(
      CacheName cache, List<KeyOperation<?>> operations, long maxAnswerBytes, Duration timeout) {
    int number = batches.incrementAndGet();
    if (lost) {
      return failAfter(timeout, operations.size());
    }
    CompletableFuture<Void> before = number == 1 ? OPEN : laterBatches;
    return before.thenCompose(
        open -> behind.executeAll(cache, operations, maxAnswerBytes, timeout));
  }

  @Override
  public CompletionStage<Listing> list(CacheName cache, ListRequest request, Duration timeout) {
    return behind.list(cache, request, timeout);
  }

  @Override
  public CompletionStage<Long> invalidate(CacheName cache, Selector selector, Duration timeout) {
    return behind.invalidate(cache, selector, timeout);
  }

  @Override
  public CompletionStage<Map<String, NodeStatistics>> statistics(
      CacheName cache, Duration timeout) {
    return behind.statistics(cache, timeout);
  }

  @Override
  public Map<CacheName, CacheConfig> caches() {
    return behind.caches();
  }

  @Override
  public Optional<CacheConfig> configuration(CacheName cache) {
    return behind.configuration(cache);
  }

  @Override
  public CompletionStage<Boolean> configure(CacheName cache, CacheConfig config, Duration timeout) {
    return behind.configure(cache, config, timeout);
  }

  @Override
  public CompletionStage<Void> createIfAbsent(CacheName cache, Duration timeout) {
    return cacheNotMade
        .<CompletionStage<Void>>map(CompletableFuture::failedStage)
        .orElseGet(() -> behind.createIfAbsent(cache, timeout));
  }

  @Override
  public CompletionStage<Boolean> drop(CacheName cache, Duration timeout) {
    return behind.drop(cache, timeout);
  }
}
