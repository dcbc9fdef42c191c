package io.aitta.core.replication.protocol;

import static java.util.Objects.requireNonNull;

import io.aitta.core.catalog.CacheId;
import io.aitta.core.operation.Operation;
import io.aitta.core.replication.history.RequestId;
import java.util.Optional;

/**
 * An operation for the primary.
 *
 * @param token stands for the asker; comes back with the one answer
 * @param id the same each time one write is asked for; empty where doing it twice does no harm
 * @param answeredBelow see {@link io.aitta.core.replication.history.RequestRecord}
 * @param deadline when an answer is of no use any more, by {@link Now#nanos}
 */
public record Request(
    long token,
    Optional<RequestId> id,
    long answeredBelow,
    CacheId cache,
    Operation<?> operation,
    long deadline) {
  public Request {
    requireNonNull(id, "id is null");
    requireNonNull(cache, "cache is null");
    requireNonNull(operation, "operation is null");
  }
}
