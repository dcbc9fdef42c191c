package io.aitta.core.replication.history;

import static java.util.Objects.requireNonNull;

import io.aitta.core.reply.Reply;
import java.util.Optional;

/**
 * A write that was done.
 *
 * @param answeredBelow the origin has an answer to all of its requests to the partition with
 *     smaller numbers and will not ask for them again
 * @param reply its answer; empty where there is none to give again: the write ended in a fault, or
 *     its answer was forgotten
 */
public record RequestRecord(RequestId id, long answeredBelow, Optional<Reply> reply) {
  private static final int OVERHEAD_BYTES = 96;

  public RequestRecord {
    requireNonNull(id, "id is null");
    requireNonNull(reply, "reply is null");
  }

  /** A write that had an answer. */
  public RequestRecord(RequestId id, long answeredBelow, Reply reply) {
    this(id, answeredBelow, Optional.of(reply));
  }

  RequestRecord withoutReply() {
    return new RequestRecord(id, answeredBelow, Optional.empty());
  }

  /** About how much it takes in memory and on the road. */
  long bytes() {
    return OVERHEAD_BYTES + reply.map(ReplyWeight::of).orElse(0L);
  }
}
