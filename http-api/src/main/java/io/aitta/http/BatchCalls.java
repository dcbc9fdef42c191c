package io.aitta.http;

import static java.util.concurrent.CompletableFuture.completedFuture;

import io.aitta.core.model.CacheName;
import io.aitta.core.model.Condition;
import io.aitta.core.operation.Increment;
import io.aitta.core.operation.KeyOperation;
import io.aitta.core.operation.Put;
import io.aitta.core.reply.PreconditionFailed;
import io.aitta.gateway.Attempt;
import io.aitta.gateway.CacheNotFoundException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;

/**
 * Carries out operations in order, creating the cache at the first write that may: what stands
 * before it finds no cache, as a single call would.
 */
final class BatchCalls {
  private final CacheCalls calls;

  BatchCalls(CacheCalls calls) {
    this.calls = calls;
  }

  CompletionStage<List<Attempt>> execute(CacheName cache, List<KeyOperation<?>> operations) {
    CompletionStage<List<Attempt>> first =
        calls.gateway().executeAll(cache, operations, calls.timeout());
    return calls.autoCreates()
        ? first.thenCompose(attempts -> again(cache, operations, new ArrayList<>(attempts)))
        : first;
  }

  private CompletionStage<List<Attempt>> again(
      CacheName cache, List<KeyOperation<?>> operations, List<Attempt> attempts) {
    int[] homeless =
        IntStream.range(0, attempts.size()).filter(i -> lacksCache(attempts.get(i))).toArray();
    for (int i : homeless) {
      if (isWrite(operations.get(i)) && !creates(operations.get(i))) {
        attempts.set(i, new Attempt.Answered(new PreconditionFailed(Optional.empty())));
      }
    }
    int start =
        IntStream.of(homeless).filter(i -> creates(operations.get(i))).findFirst().orElse(-1);
    return start < 0
        ? completedFuture(attempts)
        : createAndRepeat(
            cache, operations, attempts, IntStream.of(homeless).filter(i -> i >= start).toArray());
  }

  private CompletionStage<List<Attempt>> createAndRepeat(
      CacheName cache, List<KeyOperation<?>> operations, List<Attempt> attempts, int[] repeated) {
    List<KeyOperation<?>> rest = new ArrayList<>();
    IntStream.of(repeated).forEach(i -> rest.add(operations.get(i)));
    return calls
        .gateway()
        .createIfAbsent(cache, calls.timeout())
        .thenCompose(made -> calls.gateway().executeAll(cache, rest, calls.timeout()))
        .thenApply(
            answers -> {
              for (int i = 0; i < repeated.length; i++) {
                attempts.set(repeated[i], answers.get(i));
              }
              return attempts;
            });
  }

  private static boolean lacksCache(Attempt attempt) {
    return attempt instanceof Attempt.Failed failed
        && failed.cause() instanceof CacheNotFoundException;
  }

  private static boolean isWrite(KeyOperation<?> operation) {
    return operation instanceof Put || operation instanceof Increment;
  }

  private static boolean creates(KeyOperation<?> operation) {
    return condition(operation).filter(it -> it.holds(Optional.empty())).isPresent();
  }

  private static Optional<Condition> condition(KeyOperation<?> operation) {
    if (operation instanceof Put put) {
      return Optional.of(put.condition());
    }
    return operation instanceof Increment increment
        ? Optional.of(increment.condition())
        : Optional.empty();
  }
}
