package io.aitta.routing.question;

import io.aitta.core.replication.history.RequestId;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * What each sending of a request says, so that it is done once.
 *
 * @param id empty where doing it twice does no harm
 * @param lowest as of now, below which number the asker has the answers to all its requests to the
 *     partition
 */
public record Once(Optional<RequestId> id, LongSupplier lowest) {
  /** What a read says. */
  public static final Once READ = new Once(Optional.empty(), () -> 0);

  /** What a write says that has a number of its gateway's. */
  public static Once numbered(RequestId id, LongSupplier lowest) {
    return new Once(Optional.of(id), lowest);
  }

  /** What a write says that its caller has given a name: it may be asked for again at any time. */
  public static Once named(RequestId id) {
    return new Once(Optional.of(id), () -> Long.MIN_VALUE);
  }

  /** See {@link io.aitta.protocol.Request#answeredBelow}. */
  public long answeredBelow() {
    return lowest.getAsLong();
  }
}
