package io.aitta.protocol;

import static java.util.Objects.requireNonNull;

import io.aitta.core.catalog.CacheId;
import io.aitta.core.operation.Operation;
import io.aitta.core.replication.history.RequestId;
import java.util.Optional;

/**
 * An operation on its way to the primary of its partition.
 *
 * @param origin the incarnation of the gateway that asks; the answer goes to it alone
 * @param id the request's number, unique within the origin and growing
 * @param epoch the epoch of the primary that is meant; any other refuses
 * @param timeoutMillis how long the answer is still of use, counted from the arrival; positive
 * @param once of a write: the same however often and to whomever it is sent, so that it is done
 *     once
 * @param answeredBelow the origin of {@code once} has the answers to all its smaller numbers for
 *     the partition
 */
public record Request(
    long origin,
    long id,
    int partition,
    long epoch,
    int timeoutMillis,
    Optional<RequestId> once,
    long answeredBelow,
    CacheId cache,
    Operation<?> operation)
    implements Message {
  public Request {
    requireNonNull(once, "once is null");
    requireNonNull(cache, "cache is null");
    requireNonNull(operation, "operation is null");
  }

  /** One that does no harm when it is done twice. */
  public Request(
      long origin,
      long id,
      int partition,
      long epoch,
      int timeoutMillis,
      CacheId cache,
      Operation<?> operation) {
    this(origin, id, partition, epoch, timeoutMillis, Optional.empty(), 0, cache, operation);
  }
}
