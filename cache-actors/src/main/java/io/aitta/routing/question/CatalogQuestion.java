package io.aitta.routing.question;

import io.aitta.core.model.CacheName;
import io.aitta.gateway.CacheException;
import io.aitta.protocol.CatalogCommand;
import io.aitta.protocol.CatalogCommand.Change;
import io.aitta.protocol.CatalogCommand.CreateIfAbsent;
import io.aitta.protocol.CatalogResult;
import io.aitta.protocol.CatalogResult.Outcome;
import io.aitta.protocol.Message;
import java.util.Optional;

/** A change of the catalog, which the leader of partition 0 makes. */
public record CatalogQuestion(CacheName cache, Change change) implements Question<Outcome> {
  private static final long BYTES = 256;

  @Override
  public int partition() {
    return 0;
  }

  @Override
  public boolean writes() {
    return true;
  }

  /** What is only to be there may be made twice; other changes may undo what came between. */
  @Override
  public boolean isRepeatable() {
    return change instanceof CreateIfAbsent;
  }

  @Override
  public long bytes() {
    return BYTES;
  }

  @Override
  public String subject() {
    return "the configuration of cache '" + cache + "'";
  }

  @Override
  public Optional<CacheException> obstacle() {
    return Optional.empty();
  }

  @Override
  public Optional<Message> message(Envelope to) {
    return Optional.of(
        new CatalogCommand(to.origin(), to.id(), to.epoch(), to.timeoutMillis(), cache, change));
  }

  @Override
  public Verdict<Outcome> judge(Message answer) {
    Outcome outcome = ((CatalogResult) answer).outcome();
    return switch (outcome) {
      case MADE, CHANGED, UNCHANGED, DROPPED, ABSENT -> new Verdict.Settled<>(outcome, 0);
      case NOT_PRIMARY -> Verdict.Again.plain();
      case FULL -> new Verdict.Failed<>(Failures.catalogFull(cache));
      case OVERLOADED -> new Verdict.Failed<>(Failures.leaderOverloaded(subject()));
      case UNKNOWN -> new Verdict.Lost<>(Failures.changeUnconfirmed(cache));
    };
  }
}
