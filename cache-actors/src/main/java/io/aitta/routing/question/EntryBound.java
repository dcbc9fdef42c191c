package io.aitta.routing.question;

import io.aitta.core.model.CacheName;
import io.aitta.core.operation.KeyOperation;
import io.aitta.core.operation.OperationWeight;
import io.aitta.gateway.CacheException;
import java.util.Optional;

/**
 * How large an entry may be: whoever leads its partition, now or later, it must fit a message,
 * alone or as the last of a page.
 *
 * @param maxBytes the most bytes it may have
 */
public record EntryBound(long maxBytes) {
  /** What a message with an entry may hold beside it. */
  public static final long ROOM_BYTES = 2L * 1024 * 1024;

  /** The bound where messages have so many bytes at the most. */
  public static EntryBound ofMessages(long maxMessageBytes) {
    return new EntryBound(maxMessageBytes - ROOM_BYTES);
  }

  /** Why the operation cannot be sent, in any state of the cluster. */
  public Optional<CacheException> refusal(CacheName cache, KeyOperation<?> operation) {
    long bytes = OperationWeight.ofOne(operation);
    return bytes > maxBytes
        ? Optional.of(Failures.tooLarge(cache, bytes, maxBytes))
        : Optional.empty();
  }
}
