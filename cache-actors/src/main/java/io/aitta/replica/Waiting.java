package io.aitta.replica;

import io.aitta.protocol.Answer;
import io.aitta.protocol.Request;
import io.aitta.protocol.Response;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A request that waits for its turn.
 *
 * @param arrived by {@link System#nanoTime}
 */
record Waiting(Request request, Consumer<Response> replyTo, long arrived) {
  /** When an answer is of no use any more, as the arrival is counted. */
  long deadline() {
    return arrived + TimeUnit.MILLISECONDS.toNanos(request.timeoutMillis());
  }

  void answer(long epoch, Answer answer) {
    replyTo.accept(new Response(request.origin(), request.id(), epoch, answer));
  }

  void refuse(long epoch, Answer.Refusal refusal) {
    answer(epoch, new Answer.Refused(refusal));
  }
}
