package io.aitta.routing.run;

import io.aitta.core.model.Entry;
import io.aitta.core.operation.Batch;
import io.aitta.core.reply.Lookup;
import io.aitta.core.reply.Reply;
import io.aitta.core.reply.SwapReply;
import java.util.concurrent.atomic.AtomicLong;

/** How much room is left for the values that the answers of one call bring. Thread-safe. */
public final class AnswerRoom {
  private final long limit;
  private final AtomicLong left;

  /**
   * @param limit in bytes; {@link Long#MAX_VALUE} for no limit
   */
  public AnswerRoom(long limit) {
    this.limit = limit;
    this.left = new AtomicLong(limit);
  }

  boolean isUnbounded() {
    return limit == Long.MAX_VALUE;
  }

  boolean isFull() {
    return left.get() <= 0;
  }

  /** How many partitions may be asked at once, so that their answers find room together. */
  int parallel(int wanted) {
    return (int) Math.max(1, Math.min(wanted, limit / Batch.MAX_ANSWER_BYTES));
  }

  void take(Reply reply) {
    if (!isUnbounded()) {
      left.addAndGet(-bytesOf(reply));
    }
  }

  /** A value was met that is larger than the answer to a batch may be: nothing more is begun. */
  void close() {
    left.set(0);
  }

  private static long bytesOf(Reply reply) {
    if (reply instanceof Lookup.Hit hit) {
      return hit.found().bytes();
    }
    return reply instanceof SwapReply.Swapped swapped
        ? swapped.previous().map(Entry::bytes).orElse(0L)
        : 0;
  }
}
