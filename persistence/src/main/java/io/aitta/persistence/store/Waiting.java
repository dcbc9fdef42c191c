package io.aitta.persistence.store;

import io.aitta.persistence.table.Change;
import io.aitta.persistence.table.Faults;
import io.aitta.persistence.table.LoggedChanges;
import io.aitta.persistence.table.RefusedChangeException;
import io.aitta.persistence.table.StoreException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;

/** A change that waits for its commit. */
final class Waiting<T> {
  /** What a change weighs besides its bytes. */
  private static final int WEIGHT = 256;

  private final Change<T> change;
  private final long bytes;
  private final CompletableFuture<T> answer = new CompletableFuture<>();
  private T result;
  private RuntimeException refusal;

  Waiting(Change<T> change) {
    this.change = change;
    this.bytes = change.bytes();
  }

  CompletableFuture<T> answer() {
    return answer;
  }

  long weight() {
    return bytes + WEIGHT;
  }

  long bytes() {
    return bytes;
  }

  /** Applies it; its own failure is kept for its answer. */
  void apply(OpenStore store, Path file, LoggedChanges changes) {
    try {
      result = change.applyTo(store.tables());
      changes.add(change);
    } catch (RefusedChangeException refused) {
      refusal = refused;
    } catch (RuntimeException | AssertionError fault) {
      if (!change.isRead()) {
        throw fault;
      }
      refusal = Faults.explain(file, fault);
    }
  }

  void complete() {
    if (refusal == null) {
      answer.complete(result);
    } else {
      answer.completeExceptionally(refusal);
    }
  }

  void fail(StoreException failure) {
    answer.completeExceptionally(failure);
  }
}
