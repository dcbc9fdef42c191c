package io.aitta.protocol;

import static java.util.Objects.requireNonNull;

import io.aitta.core.catalog.CacheId;
import io.aitta.core.operation.Operation;

/**
 * An operation on its way to the primary of its partition.
 *
 * @param origin the incarnation of the gateway that asks; the answer goes to it alone
 * @param id the request's number, unique within the origin and growing
 * @param epoch the epoch of the primary that is meant; any other refuses
 * @param timeoutMillis how long the answer is still of use, counted from the arrival; positive
 */
public record Request(
    long origin,
    long id,
    int partition,
    long epoch,
    int timeoutMillis,
    CacheId cache,
    Operation<?> operation)
    implements Message {
  public Request {
    requireNonNull(cache, "cache is null");
    requireNonNull(operation, "operation is null");
  }
}
