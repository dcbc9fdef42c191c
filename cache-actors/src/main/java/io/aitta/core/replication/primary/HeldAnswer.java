package io.aitta.core.replication.primary;

import io.aitta.core.model.Version;
import io.aitta.core.replication.protocol.Outcome;
import io.aitta.core.replication.protocol.Request;
import io.aitta.core.reply.Reply;

/**
 * An answer that is not safe to give yet.
 *
 * @param until what must be committed first
 * @param stored what every copy's disk must have besides
 * @param askedAt when the request came, by the clock of leases
 * @param unsure whether it has to be confirmed that nobody else led when the request came
 */
record HeldAnswer(
    Request request, Reply reply, Version until, Version stored, long askedAt, boolean unsure) {
  Outcome done() {
    return new Outcome.Done(reply);
  }

  Outcome failed(Outcome.Reason ifRead, Outcome.Doubt ifWrite) {
    return request.operation().writes()
        ? new Outcome.Unknown(ifWrite)
        : new Outcome.Refused(ifRead);
  }
}
