package io.aitta.http;

import io.aitta.core.model.Version;
import io.aitta.core.reply.CountReply;
import io.aitta.core.reply.OverBudget;
import io.aitta.core.reply.PreconditionFailed;
import io.aitta.core.reply.Reply;
import io.aitta.gateway.CacheException;
import io.aitta.gateway.CacheNotFoundException;
import io.aitta.gateway.ListingInterruptedException;
import io.aitta.gateway.NameTakenException;
import io.aitta.gateway.NoQuorumException;
import io.aitta.gateway.OutcomeUnknownException;
import io.aitta.gateway.OverloadedException;
import io.aitta.gateway.TooLargeException;
import io.aitta.gateway.UnavailableException;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns whatever went wrong into the problem that the caller is told of. */
final class Failures {
  private static final Logger LOG = LoggerFactory.getLogger(Failures.class);

  private Failures() {}

  /** The problem of anything thrown; what is nobody's fault but ours is logged under an id. */
  static Problem of(Throwable thrown) {
    Throwable cause = cause(thrown);
    if (cause instanceof ProblemException known) {
      return known.problem();
    }
    return cause instanceof CacheException failure
        ? Problem.of(typeOf(failure), failure.getMessage())
        : internal(cause);
  }

  /** The problem of a reply that is not what was asked for. */
  static Problem of(Reply reply) {
    if (reply instanceof PreconditionFailed failed) {
      return preconditionFailed(failed.current());
    }
    if (reply instanceof OverBudget over) {
      return Problem.of(ProblemType.OVER_BUDGET, over.reason());
    }
    if (reply instanceof CountReply.NotANumber) {
      return Problem.of(
          ProblemType.NOT_A_NUMBER, "the entry's value is not decimal text: nothing was changed");
    }
    return reply instanceof CountReply.OutOfRange
        ? Problem.of(ProblemType.OUT_OF_RANGE, "the sum is past 64 bits: nothing was changed")
        : entryNotFound();
  }

  static Problem entryNotFound() {
    return Problem.of(ProblemType.ENTRY_NOT_FOUND, "there is no entry of that key");
  }

  static Problem preconditionFailed(Optional<Version> current) {
    String detail =
        current.isPresent()
            ? "the entry is in another state than the condition asks for: nothing was changed"
            : "there is no entry: nothing was changed";
    return Problem.of(ProblemType.PRECONDITION_FAILED, detail).at(current);
  }

  static boolean isCacheNotFound(Throwable thrown) {
    return cause(thrown) instanceof CacheNotFoundException;
  }

  /** What was thrown, without what stages wrapped around it. */
  static Throwable cause(Throwable thrown) {
    Throwable cause = thrown;
    while (cause instanceof CompletionException && cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause;
  }

  private static ProblemType typeOf(CacheException failure) {
    if (failure instanceof CacheNotFoundException) {
      return ProblemType.CACHE_NOT_FOUND;
    }
    if (failure instanceof NoQuorumException) {
      return ProblemType.NO_QUORUM;
    }
    if (failure instanceof OverloadedException) {
      return ProblemType.OVERLOADED;
    }
    if (failure instanceof TooLargeException) {
      return ProblemType.VALUE_TOO_LARGE;
    }
    if (failure instanceof NameTakenException) {
      return ProblemType.IDEMPOTENCY_KEY_REUSED;
    }
    return failure instanceof OutcomeUnknownException
        ? ProblemType.OUTCOME_UNKNOWN
        : unavailable(failure);
  }

  private static ProblemType unavailable(CacheException failure) {
    if (failure instanceof UnavailableException || failure instanceof ListingInterruptedException) {
      return ProblemType.UNAVAILABLE;
    }
    throw new IllegalStateException("unknown failure", failure);
  }

  private static Problem internal(Throwable cause) {
    String id = UUID.randomUUID().toString();
    LOG.error("Request failed, error id {}", id, cause);
    return Problem.of(
        ProblemType.INTERNAL_ERROR, "the server failed; its log tells more under error id " + id);
  }
}
