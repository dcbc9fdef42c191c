package io.aitta.http;

import static java.util.concurrent.CompletableFuture.completedFuture;

import io.aitta.core.model.CacheKey;
import io.aitta.core.model.CacheName;
import io.aitta.core.model.Condition;
import io.aitta.core.operation.Increment;
import io.aitta.core.operation.KeyOperation;
import io.aitta.core.operation.Put;
import io.aitta.core.reply.PreconditionFailed;
import io.aitta.gateway.Attempt;
import io.aitta.gateway.CacheException;
import io.aitta.gateway.CacheNotFoundException;
import io.aitta.gateway.NoQuorumException;
import io.aitta.gateway.OutcomeUnknownException;
import io.aitta.gateway.UnavailableException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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

  /** The patience of one batch. */
  Patience patience() {
    return new Patience(calls.timeout(), System::nanoTime);
  }

  /** One attempt for each operation; those whose answers find no room are postponed. */
  CompletionStage<List<Attempt>> execute(
      CacheName cache, List<KeyOperation<?>> operations, long maxAnswerBytes, Patience patience) {
    if (patience.isOver()) {
      return completedFuture(Collections.nCopies(operations.size(), new Attempt.Failed(over())));
    }
    patience.begin();
    return calls
        .gateway()
        .executeAll(cache, operations, maxAnswerBytes, patience.left())
        .thenCompose(
            attempts ->
                calls.autoCreates()
                    ? again(cache, operations, new ArrayList<>(attempts), maxAnswerBytes, patience)
                    : completedFuture(attempts))
        .whenComplete(
            (attempts, failure) -> {
              if (failure != null || attempts.stream().anyMatch(BatchCalls::isInVain)) {
                patience.lost();
              }
            });
  }

  private CompletionStage<List<Attempt>> again(
      CacheName cache,
      List<KeyOperation<?>> operations,
      List<Attempt> attempts,
      long maxAnswerBytes,
      Patience patience) {
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
            cache,
            operations,
            attempts,
            repeatable(operations, attempts, start),
            maxAnswerBytes,
            patience);
  }

  /**
   * The operations from the start on that found no cache and may be repeated. Where another caller
   * made the cache meanwhile, a later operation on the same key may have been carried out: then it
   * is too late for the earlier one, which is left undone.
   */
  private static int[] repeatable(
      List<KeyOperation<?>> operations, List<Attempt> attempts, int start) {
    Set<CacheKey> done = new HashSet<>();
    List<Integer> repeated = new ArrayList<>();
    for (int i = attempts.size() - 1; i >= start; i--) {
      CacheKey key = operations.get(i).key();
      if (!lacksCache(attempts.get(i))) {
        done.add(key);
      } else if (done.contains(key)) {
        attempts.set(i, new Attempt.Failed(overtaken()));
      } else {
        repeated.add(0, i);
      }
    }
    return repeated.stream().mapToInt(Integer::intValue).toArray();
  }

  private CompletionStage<List<Attempt>> createAndRepeat(
      CacheName cache,
      List<KeyOperation<?>> operations,
      List<Attempt> attempts,
      int[] repeated,
      long maxAnswerBytes,
      Patience patience) {
    List<KeyOperation<?>> rest = new ArrayList<>();
    IntStream.of(repeated).forEach(i -> rest.add(operations.get(i)));
    return calls
        .create(cache, patience.left())
        .thenCompose(
            made -> calls.gateway().executeAll(cache, rest, maxAnswerBytes, patience.left()))
        .handle(
            (answers, failure) -> {
              for (int i = 0; i < repeated.length; i++) {
                attempts.set(repeated[i], failure == null ? answers.get(i) : failed(failure));
              }
              return attempts;
            });
  }

  /** What was to be repeated was not begun; anything but the cluster's failures is a bug. */
  private static Attempt failed(Throwable failure) {
    Throwable cause = Failures.cause(failure);
    if (cause instanceof CacheException known) {
      return new Attempt.Failed(known);
    }
    throw new IllegalStateException(cause);
  }

  private static boolean isInVain(Attempt attempt) {
    return attempt instanceof Attempt.Failed failed
        && (failed.cause() instanceof UnavailableException
            || failed.cause() instanceof NoQuorumException
            || failed.cause() instanceof OutcomeUnknownException);
  }

  private static CacheException over() {
    return new UnavailableException(
        "the lines before this one have waited in vain for as long as a request may;"
            + " nothing was done: send it again");
  }

  private static CacheException overtaken() {
    return new UnavailableException(
        "the cache was made while this line was on its way; nothing was done: send it again");
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
