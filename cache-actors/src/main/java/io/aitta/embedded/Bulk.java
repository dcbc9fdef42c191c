package io.aitta.embedded;

import io.aitta.core.operation.KeyOperation;
import io.aitta.core.reply.Reply;
import io.aitta.gateway.Attempt;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.apache.pekko.NotUsed;
import org.apache.pekko.stream.javadsl.Flow;

/**
 * One kind of operation done to many keys, in batches bounded in number and bytes. Nothing of an
 * input is written before its batch is gathered.
 *
 * @param prepare makes an input a step
 * @param read makes a reply an answer; may throw what is the key's failure
 */
record Bulk<K, I, T>(
    CacheRoad road, Duration timeout, Function<I, Step<K>> prepare, Function<Reply, T> read) {
  /** The most bytes of a batch, beyond which only its last value may reach; 256 light steps. */
  static final long BATCH_WEIGHT = 256 * Step.LIGHT;

  /** Does all inputs, one batch after the other, and answers when the last is through. */
  CompletionStage<Map<K, T>> all(String what, Iterator<I> inputs) {
    return new BulkRun<>(this, what, inputs).start();
  }

  Flow<I, BulkResult<K, T>, NotUsed> flow(int parallelism) {
    return Flow.<I>create()
        .map(prepare::apply)
        .batchWeighted(BATCH_WEIGHT, Step::weight, Bulk::<K>begin, Bulk::and)
        .mapAsync(parallelism, this::send)
        .mapConcat(results -> results);
  }

  /** The steps of the next batch; empty when there is no input left. */
  List<Step<K>> gather(Iterator<I> inputs) {
    List<Step<K>> steps = new ArrayList<>();
    long weight = 0;
    while (weight < BATCH_WEIGHT && inputs.hasNext()) {
      Step<K> step = prepare.apply(inputs.next());
      steps.add(step);
      weight += step.weight();
    }
    return steps;
  }

  /** Sends a batch. The stage never fails: its results do, each for itself, in the steps' order. */
  CompletionStage<List<BulkResult<K, T>>> send(List<Step<K>> steps) {
    List<KeyOperation<?>> operations = new ArrayList<>(steps.size());
    for (Step<K> step : steps) {
      if (step instanceof Step.Ready<K> ready) {
        operations.add(ready.operation());
      }
    }
    return Stages.map(ask(operations), attempts -> results(steps, attempts))
        .exceptionally(failure -> failed(steps, Stages.exception(failure)));
  }

  private CompletionStage<List<Attempt>> ask(List<KeyOperation<?>> operations) {
    return operations.isEmpty()
        ? CompletableFuture.completedStage(List.of())
        : Stages.begin(() -> road.executeAll(operations, timeout));
  }

  private List<BulkResult<K, T>> results(List<Step<K>> steps, List<Attempt> attempts) {
    Iterator<Attempt> next = attempts.iterator();
    List<BulkResult<K, T>> results = new ArrayList<>(steps.size());
    for (Step<K> step : steps) {
      results.add(
          step instanceof Step.Unwritable<K> unwritable
              ? new BulkResult.Failed<>(step.key(), unwritable.cause())
              : result(step.key(), next.next()));
    }
    return results;
  }

  private BulkResult<K, T> result(K key, Attempt attempt) {
    if (attempt instanceof Attempt.Failed failed) {
      return new BulkResult.Failed<>(key, failed.cause());
    }
    try {
      return new BulkResult.Done<>(key, read.apply(((Attempt.Answered) attempt).reply()));
    } catch (RuntimeException refused) {
      return new BulkResult.Failed<>(key, refused);
    }
  }

  private List<BulkResult<K, T>> failed(List<Step<K>> steps, RuntimeException cause) {
    List<BulkResult<K, T>> results = new ArrayList<>(steps.size());
    for (Step<K> step : steps) {
      results.add(
          new BulkResult.Failed<>(
              step.key(),
              step instanceof Step.Unwritable<K> unwritable ? unwritable.cause() : cause));
    }
    return results;
  }

  private static <K> List<Step<K>> begin(Step<K> first) {
    List<Step<K>> steps = new ArrayList<>();
    steps.add(first);
    return steps;
  }

  private static <K> List<Step<K>> and(List<Step<K>> steps, Step<K> next) {
    steps.add(next);
    return steps;
  }
}
