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
  public RequestRecord {
    requireNonNull(id, "id is null");
    requireNonNull(reply, "reply is null");
  }
}
