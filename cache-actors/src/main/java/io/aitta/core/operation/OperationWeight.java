package io.aitta.core.operation;

import io.aitta.core.model.Entry;

/**
 * About how many bytes an operation brings along, and what of its answer is known beforehand: what
 * it counts against the bytes that may be under way.
 */
public final class OperationWeight {
  private OperationWeight() {}

  public static long of(Operation<?> operation) {
    if (operation instanceof KeyOperation<?> one) {
      return ofOne(one);
    }
    if (operation instanceof Batch batch) {
      return batch.operations().stream().mapToLong(OperationWeight::ofOne).sum()
          + (batch.bringsValues() ? Batch.MAX_ANSWER_BYTES : 0);
    }
    // What reads much is charged for its answer, which is the large part and known beforehand.
    return operation instanceof ListPage page && page.withValues()
        ? page.maxBytes()
        : Entry.OVERHEAD_BYTES;
  }

  public static long ofOne(KeyOperation<?> operation) {
    if (operation instanceof Put put) {
      return Entry.weigh(put.key(), put.value(), put.tags());
    }
    if (operation instanceof GetAndPut swap) {
      return Entry.weigh(swap.key(), swap.value(), swap.tags());
    }
    return (long) Entry.OVERHEAD_BYTES + operation.key().length();
  }
}
