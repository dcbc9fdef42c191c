package io.aitta.routing.question;

import io.aitta.catalog.CatalogKeeper;
import io.aitta.core.catalog.CacheId;
import io.aitta.core.model.CacheName;
import io.aitta.core.operation.Operation;
import io.aitta.core.operation.OperationWeight;
import io.aitta.core.reply.Reply;
import io.aitta.gateway.CacheException;
import io.aitta.protocol.Answer;
import io.aitta.protocol.Message;
import io.aitta.protocol.Request;
import io.aitta.protocol.Response;
import java.util.Optional;
import java.util.function.Consumer;

/** An operation on a partition of a cache. */
public final class OperationQuestion implements Question<Reply> {
  private final CatalogKeeper catalog;
  private final Consumer<Answer.Refusal> refusals;
  private final CacheName cache;
  private final int partition;
  private final Operation<?> operation;
  private final Once once;

  /**
   * @param refusals is told of each refusal
   * @param once what each sending says
   */
  public OperationQuestion(
      CatalogKeeper catalog,
      Consumer<Answer.Refusal> refusals,
      CacheName cache,
      int partition,
      Operation<?> operation,
      Once once) {
    this.catalog = catalog;
    this.refusals = refusals;
    this.cache = cache;
    this.partition = partition;
    this.operation = operation;
    this.once = once;
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
  public boolean isRepeatable() {
    return true;
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
                    once.id(),
                    once.answeredBelow(),
                    id,
                    operation));
  }

  @Override
  public Verdict<Reply> judge(Message answer) {
    Response response = (Response) answer;
    if (response.answer() instanceof Answer.Done done) {
      return new Verdict.Settled<>(done.reply(), response.epoch());
    }
    Answer.Refusal refusal = ((Answer.Refused) response.answer()).refusal();
    refusals.accept(refusal);
    return operation.writes()
        ? ofWrite(refusal, response.epoch()).orElseGet(() -> refused(refusal))
        : refused(refusal);
  }

  /** What a refusal says of a write alone. */
  private Optional<Verdict<Reply>> ofWrite(Answer.Refusal refusal, long epoch) {
    return switch (refusal) {
      // Who counts copies looks for the write's id first, in all that earlier leaders have left.
      case TOO_FEW_COPIES ->
          Optional.of(new Verdict.Again<>(epoch, Optional.of(Failures.tooFewCopies(subject()))));
      case IN_DOUBT -> Optional.of(new Verdict.Unclear<>(Failures.inDoubt(subject())));
      case UNSENT -> Optional.of(new Verdict.Unclear<>(Failures.answerUnsent(subject(), true)));
      case FORGOTTEN -> Optional.of(new Verdict.Lost<>(Failures.forgotten(subject())));
      case FAILED -> Optional.of(new Verdict.Lost<>(Failures.fault(subject(), true)));
      default -> Optional.empty();
    };
  }

  private Verdict<Reply> refused(Answer.Refusal refusal) {
    return switch (refusal) {
      case NOT_PRIMARY, CACHE_UNKNOWN, IN_DOUBT, TOO_FEW_COPIES -> Verdict.Again.plain();
      case NO_QUORUM ->
          new Verdict.Again<>(Long.MIN_VALUE, Optional.of(Failures.leaderAlone(subject())));
      case TOO_LATE -> new Verdict.Failed<>(Failures.tooLate(subject()));
      case OVERLOADED -> new Verdict.Failed<>(Failures.leaderOverloaded(subject()));
      case NAME_TAKEN -> new Verdict.Failed<>(Failures.nameTaken(subject()));
      case TOO_LARGE -> new Verdict.Failed<>(Failures.changeTooLarge(subject()));
      case UNSUPPORTED -> new Verdict.Failed<>(Failures.unsupported(subject()));
      case FAILED, FORGOTTEN -> new Verdict.Failed<>(Failures.fault(subject(), false));
      case UNSENT -> new Verdict.Failed<>(Failures.answerUnsent(subject(), false));
    };
  }

  private Optional<CacheId> id() {
    return catalog.current().idOf(cache);
  }
}
