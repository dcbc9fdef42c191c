package io.aitta.protocol;

import static java.util.Objects.requireNonNull;

/**
 * The answer to a request.
 *
 * @param origin the request's origin
 * @param id the request's number
 * @param epoch the epoch of the one that answers; 0 where nobody leads the partition there
 */
public record Response(long origin, long id, long epoch, Answer answer) implements Message {
  public Response {
    requireNonNull(answer, "answer is null");
  }
}
