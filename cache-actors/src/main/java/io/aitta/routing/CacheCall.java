package io.aitta.routing;

import io.aitta.catalog.CatalogKeeper;
import io.aitta.core.model.CacheName;
import io.aitta.core.operation.Operation;
import io.aitta.core.reply.Reply;

/** One call to one cache: every partition it asks is asked within the call's deadline. */
record CacheCall(
    Correspondence correspondence,
    CatalogKeeper catalog,
    Tally tally,
    CacheName cache,
    long deadline) {
  void ask(int partition, Operation<?> operation, Receiver<Reply> receiver) {
    correspondence.ask(
        new OperationQuestion(catalog, tally, cache, partition, operation), deadline, receiver);
  }
}
