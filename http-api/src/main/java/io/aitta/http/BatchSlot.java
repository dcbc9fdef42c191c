package io.aitta.http;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.aitta.core.operation.KeyOperation;
import io.aitta.core.reply.Lookup;
import io.aitta.gateway.Attempt;
import java.util.Optional;
import org.apache.pekko.util.ByteString;

/** A line of a batch and, once there is one, its answer. Used by one thread at a time. */
final class BatchSlot {
  private final BatchLine line;
  private Optional<Problem> problem;
  private Optional<Attempt> attempt = Optional.empty();

  BatchSlot(BatchLine line) {
    this.line = requireNonNull(line, "line is null");
    this.problem =
        line instanceof BatchLine.Refused refused
            ? Optional.of(refused.problem())
            : Optional.empty();
  }

  boolean isAnswered() {
    return problem.isPresent() || attempt.isPresent();
  }

  KeyOperation<?> operation() {
    return ((BatchLine.Task) line).operation();
  }

  void answer(Attempt outcome) {
    attempt = Optional.of(outcome).filter(it -> !(it instanceof Attempt.Postponed));
  }

  void fail(Problem why) {
    problem = Optional.of(why);
  }

  /** How many bytes of a value the answer holds. */
  long valueBytes() {
    return problem.isEmpty()
            && attempt.orElse(null) instanceof Attempt.Answered answered
            && answered.reply() instanceof Lookup.Hit hit
        ? hit.size()
        : 0;
  }

  /** The answer as a line of JSON. */
  ByteString render() {
    ObjectNode json =
        problem
            .map(why -> BatchAnswers.of(line.key(), why))
            .orElseGet(() -> BatchAnswers.of(line.key(), attempt.orElseThrow()));
    return ByteString.fromArrayUnsafe(Json.line(json));
  }
}
