package io.aitta.core.replication.primary;

import io.aitta.core.catalog.CacheId;
import io.aitta.core.operation.GetAndPut;
import io.aitta.core.operation.GetAndRemove;
import io.aitta.core.operation.KeyOperation;
import io.aitta.core.operation.Operation;
import io.aitta.core.operation.OperationWeight;
import io.aitta.core.partition.Partition;

/**
 * How many bytes the change of an operation may have: what it stores, and what of the entries there
 * are its answer tells, which goes to every copy. What is evicted for it is not counted.
 */
final class ChangeBound {
  private ChangeBound() {}

  static long of(Partition partition, CacheId cache, Operation<?> operation) {
    boolean tells = operation instanceof GetAndPut || operation instanceof GetAndRemove;
    return OperationWeight.of(operation)
        + (tells ? partition.bytesOf(cache, ((KeyOperation<?>) operation).key()) : 0);
  }
}
