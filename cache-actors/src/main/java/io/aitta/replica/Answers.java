package io.aitta.replica;

import io.aitta.core.replication.protocol.Outcome;
import io.aitta.core.replication.protocol.Outcome.Doubt;
import io.aitta.core.replication.protocol.Outcome.Reason;
import io.aitta.protocol.Answer;
import io.aitta.protocol.Answer.Refusal;

/** How the outcome of a request is told to its asker. */
final class Answers {
  private Answers() {}

  static Answer of(Outcome outcome) {
    if (outcome instanceof Outcome.Done done) {
      return new Answer.Done(done.reply());
    }
    return new Answer.Refused(
        outcome instanceof Outcome.Refused refused
            ? of(refused.reason())
            : of(((Outcome.Unknown) outcome).doubt()));
  }

  private static Refusal of(Reason reason) {
    return switch (reason) {
      case NOT_PRIMARY, RECOVERING, MOVING -> Refusal.NOT_PRIMARY;
      case NO_CONTACT -> Refusal.NO_QUORUM;
      case TOO_FEW_COPIES -> Refusal.TOO_FEW_COPIES;
      case OVERLOADED -> Refusal.OVERLOADED;
      case CACHE_UNKNOWN -> Refusal.CACHE_UNKNOWN;
      case TOO_LATE -> Refusal.TOO_LATE;
      case NAME_TAKEN -> Refusal.NAME_TAKEN;
      case TOO_LARGE -> Refusal.TOO_LARGE;
    };
  }

  private static Refusal of(Doubt doubt) {
    return switch (doubt) {
      case NOT_PRIMARY_ANY_MORE, TOO_LATE -> Refusal.IN_DOUBT;
      case FORGOTTEN -> Refusal.FORGOTTEN;
      case FAULT -> Refusal.FAILED;
    };
  }
}
