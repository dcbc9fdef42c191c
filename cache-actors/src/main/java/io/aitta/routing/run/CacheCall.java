package io.aitta.routing.run;

import io.aitta.catalog.CatalogKeeper;
import io.aitta.core.model.CacheName;
import io.aitta.core.operation.Operation;
import io.aitta.core.replication.history.RequestId;
import io.aitta.core.reply.Reply;
import io.aitta.routing.question.Once;
import io.aitta.routing.question.OpenWrites;
import io.aitta.routing.question.OperationQuestion;
import io.aitta.routing.question.Receiver;
import io.aitta.routing.sending.Correspondence;
import io.aitta.routing.sending.Tally;
import java.util.Optional;

/** One call to one cache: every partition it asks is asked within the call's deadline. */
public record CacheCall(
    Correspondence correspondence,
    CatalogKeeper catalog,
    Tally tally,
    OpenWrites writes,
    CacheName cache,
    long deadline) {
  /** Asks a partition; what writes is done once, however often it is sent. */
  public void ask(int partition, Operation<?> operation, Receiver<Reply> receiver) {
    if (operation.writes()) {
      RequestId id = writes.open(partition);
      Receiver<Reply> closing = new Closing<>(receiver, () -> writes.close(partition, id));
      ask(partition, operation, Once.numbered(id, () -> writes.lowest(partition)), closing);
    } else {
      ask(partition, operation, Once.READ, receiver);
    }
  }

  /** The same, for one that has been asked for before, maybe, where it has an id. */
  public void ask(
      int partition, Operation<?> operation, Optional<RequestId> id, Receiver<Reply> receiver) {
    if (id.isPresent() && operation.writes()) {
      ask(partition, operation, Once.named(id.get()), receiver);
    } else {
      ask(partition, operation, receiver);
    }
  }

  private void ask(int partition, Operation<?> operation, Once once, Receiver<Reply> receiver) {
    correspondence.ask(
        new OperationQuestion(catalog, tally::refused, cache, partition, operation, once),
        deadline,
        receiver);
  }
}
