package io.aitta.routing;

import io.aitta.catalog.CatalogKeeper;
import io.aitta.core.catalog.CacheId;
import io.aitta.core.model.CacheName;
import io.aitta.core.operation.Operation;
import io.aitta.core.reply.Reply;
import io.aitta.gateway.CacheException;
import io.aitta.protocol.Answer;
import io.aitta.protocol.Message;
import io.aitta.protocol.Request;
import io.aitta.protocol.Response;
import java.util.Optional;

/** An operation on a partition of a cache. */
final class OperationQuestion implements Question<Reply> {
  private final CatalogKeeper catalog;
  private final Tally tally;
  private final CacheName cache;
  private final int partition;
  private final Operation<?> operation;

  OperationQuestion(
      CatalogKeeper catalog, Tally tally, CacheName cache, int partition, Operation<?> operation) {
    this.catalog = catalog;
    this.tally = tally;
    this.cache = cache;
    this.partition = partition;
    this.operation = operation;
  }

  @Override
  public int partition() {
    return partition;
  }

  @Override
  public boolean writes() {
    return operation.writes();
  }

  @Override
  public long bytes() {
    return OperationWeight.of(operation);
  }

  @Override
  public String subject() {
    return "cache '" + cache + "', partition " + partition;
  }

  @Override
  public Optional<CacheException> obstacle() {
    return id().isEmpty() && catalog.hasSynced()
        ? Optional.of(Failures.cacheNotFound(cache))
        : Optional.empty();
  }

  @Override
  public Optional<Message> message(Envelope to) {
    return id().map(
            id ->
                new Request(
                    to.origin(),
                    to.id(),
                    partition,
                    to.epoch(),
                    to.timeoutMillis(),
                    id,
                    operation));
  }

  @Override
  public Verdict<Reply> judge(Message answer) {
    Response response = (Response) answer;
    if (response.answer() instanceof Answer.Done done) {
      return new Verdict.Settled<>(done.reply(), response.epoch());
    }
    return refused(((Answer.Refused) response.answer()).refusal());
  }

  private Verdict<Reply> refused(Answer.Refusal refusal) {
    tally.refused(refusal);
    return switch (refusal) {
      case NOT_PRIMARY, CACHE_UNKNOWN, NO_QUORUM, TOO_FEW_COPIES -> new Verdict.Again<>();
      case TOO_LATE -> new Verdict.Failed<>(Failures.tooLate(subject()));
      case OVERLOADED -> new Verdict.Failed<>(Failures.leaderOverloaded(subject()));
      case UNSUPPORTED -> new Verdict.Failed<>(Failures.unsupported(subject()));
      case FAILED, IN_DOUBT, FORGOTTEN ->
          new Verdict.Failed<>(Failures.fault(subject(), operation.writes()));
      case UNSENT -> new Verdict.Failed<>(Failures.answerUnsent(subject(), operation.writes()));
    };
  }

  private Optional<CacheId> id() {
    return catalog.current().idOf(cache);
  }
}
