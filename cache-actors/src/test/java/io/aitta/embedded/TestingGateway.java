package io.aitta.embedded;

import io.aitta.core.model.CacheConfig;
import io.aitta.core.model.CacheName;
import io.aitta.core.model.Selector;
import io.aitta.core.operation.KeyOperation;
import io.aitta.core.reply.Reply;
import io.aitta.gateway.Attempt;
import io.aitta.gateway.Gateway;
import io.aitta.gateway.ListRequest;
import io.aitta.gateway.Listing;
import io.aitta.gateway.NodeStatistics;
import io.aitta.gateway.WriteName;
import io.aitta.testing.InMemoryGateway;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/** A gateway in memory that counts what it is asked and answers late when told to. */
public final class TestingGateway implements Gateway {
  public final InMemoryGateway memory = new InMemoryGateway();
  final AtomicInteger executed = new AtomicInteger();
  final AtomicInteger declared = new AtomicInteger();
  final AtomicReference<Duration> declaredWithin = new AtomicReference<>();
  final AtomicInteger listed = new AtomicInteger();
  final List<Integer> batches = new CopyOnWriteArrayList<>();
  private final Queue<Runnable> held = new ArrayDeque<>();
  private boolean holding;

  /** From now on nothing is done and answered before {@link #release}. */
  public synchronized void hold() {
    holding = true;
  }

  /** Does and answers what is held, and holds nothing any more. */
  public void release() {
    letGo().forEach(Runnable::run);
  }

  public synchronized int held() {
    return held.size();
  }

  private synchronized List<Runnable> letGo() {
    holding = false;
    List<Runnable> all = List.copyOf(held);
    held.clear();
    return all;
  }

  private synchronized boolean holds(Runnable work) {
    return holding && held.add(work);
  }

  @Override
  public <R extends Reply> CompletionStage<R> execute(
      CacheName cache, KeyOperation<R> operation, Duration timeout) {
    executed.incrementAndGet();
    return answer(() -> memory.execute(cache, operation, timeout));
  }

  @Override
  public <R extends Reply> CompletionStage<R> executeOnce(
      CacheName cache, KeyOperation<R> operation, WriteName name, Duration timeout) {
    executed.incrementAndGet();
    return answer(() -> memory.executeOnce(cache, operation, name, timeout));
  }

  @Override
  public CompletionStage<List<Attempt>> executeAll(
      CacheName cache, List<KeyOperation<?>> operations, long maxAnswerBytes, Duration timeout) {
    batches.add(operations.size());
    return answer(() -> memory.executeAll(cache, operations, maxAnswerBytes, timeout));
  }

  @Override
  public CompletionStage<Listing> list(CacheName cache, ListRequest request, Duration timeout) {
    listed.incrementAndGet();
    return answer(() -> memory.list(cache, request, timeout));
  }

  @Override
  public CompletionStage<Long> invalidate(CacheName cache, Selector selector, Duration timeout) {
    return answer(() -> memory.invalidate(cache, selector, timeout));
  }

  @Override
  public CompletionStage<Map<String, NodeStatistics>> statistics(
      CacheName cache, Duration timeout) {
    return answer(() -> memory.statistics(cache, timeout));
  }

  @Override
  public Map<CacheName, CacheConfig> caches() {
    return memory.caches();
  }

  @Override
  public Optional<CacheConfig> configuration(CacheName cache) {
    return memory.configuration(cache);
  }

  @Override
  public CompletionStage<Boolean> configure(CacheName cache, CacheConfig config, Duration timeout) {
    declared.incrementAndGet();
    return answer(() -> memory.configure(cache, config, timeout));
  }

  @Override
  public CompletionStage<Void> createIfAbsent(CacheName cache, Duration timeout) {
    declared.incrementAndGet();
    declaredWithin.set(timeout);
    return answer(() -> memory.createIfAbsent(cache, timeout));
  }

  @Override
  public CompletionStage<Boolean> drop(CacheName cache, Duration timeout) {
    return memory.drop(cache, timeout);
  }

  private <T> CompletionStage<T> answer(Supplier<CompletionStage<T>> work) {
    CompletableFuture<T> late = new CompletableFuture<>();
    boolean waits =
        holds(() -> work.get().whenComplete((value, failure) -> complete(late, value, failure)));
    return waits ? late : work.get();
  }

  private static <T> void complete(CompletableFuture<T> late, T value, Throwable failure) {
    if (failure == null) {
      late.complete(value);
    } else {
      late.completeExceptionally(failure);
    }
  }
}
