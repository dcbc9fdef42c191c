package io.aitta.embedded;

import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * One run of a bulk operation through all its batches, one at a time; so its state is used by one
 * thread at a time, each batch's completion handing it to the next.
 */
final class BulkRun<K, I, T> {
  private final Bulk<K, I, T> bulk;
  private final String what;
  private final Iterator<I> inputs;
  private final Map<K, T> answers = new LinkedHashMap<>();
  private final Map<K, RuntimeException> failures = new LinkedHashMap<>();
  private final CompletableFuture<Map<K, T>> result = new CompletableFuture<>();
  private int asked;

  BulkRun(Bulk<K, I, T> bulk, String what, Iterator<I> inputs) {
    this.bulk = bulk;
    this.what = what;
    this.inputs = inputs;
  }

  CompletionStage<Map<K, T>> start() {
    proceed();
    return result;
  }

  /** Goes on in a loop where answers are there at once, since recursion would fill the stack. */
  private void proceed() {
    try {
      List<Step<K>> steps = bulk.gather(inputs);
      while (!steps.isEmpty()) {
        CompletionStage<List<BulkResult<K, T>>> sent = bulk.send(steps);
        CompletableFuture<List<BulkResult<K, T>>> answered = sent.toCompletableFuture();
        if (!answered.isDone()) {
          sent.whenComplete((results, never) -> proceedAfter(results));
          return;
        }
        answered.join().forEach(this::note);
        steps = bulk.gather(inputs);
      }
      finish();
    } catch (Throwable broken) {
      fail(broken);
    }
  }

  private void proceedAfter(List<BulkResult<K, T>> results) {
    try {
      results.forEach(this::note);
      proceed();
    } catch (Throwable broken) {
      fail(broken);
    }
  }

  /** Also an error, as of a codec's class that is missing: nobody else would hear of it. */
  private void fail(Throwable broken) {
    result.completeExceptionally(broken);
  }

  private void note(BulkResult<K, T> outcome) {
    asked++;
    if (outcome instanceof BulkResult.Done<K, T> done) {
      answers.put(done.key(), done.answer());
    } else {
      failures.put(outcome.key(), ((BulkResult.Failed<K, T>) outcome).cause());
    }
  }

  private void finish() {
    if (failures.isEmpty()) {
      result.complete(Collections.unmodifiableMap(answers));
    } else {
      result.completeExceptionally(new BulkException(what, asked, failures));
    }
  }
}
