package io.aitta.core.replication.history;

import static java.util.Objects.requireNonNull;

import io.aitta.core.reply.Reply;

/**
 * A write that was done, with its answer.
 *
 * @param answeredBelow the origin has an answer to all of its requests with smaller numbers and
 *     will not ask for them again
 */
public record RequestRecord(RequestId id, long answeredBelow, Reply reply) {
  private static final int OVERHEAD_BYTES = 96;

  public RequestRecord {
    requireNonNull(id, "id is null");
    requireNonNull(reply, "reply is null");
  }

  /** About how much it takes in memory and on the road. */
  long bytes() {
    return OVERHEAD_BYTES + ReplyWeight.of(reply);
  }
}
