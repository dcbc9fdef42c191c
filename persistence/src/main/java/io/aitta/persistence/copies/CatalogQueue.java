package io.aitta.persistence.copies;

import io.aitta.core.catalog.Catalog;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * The latest catalog that waits to be kept: each knows all that those before it knew. Thread-safe.
 */
final class CatalogQueue {
  private Optional<Wish> waiting = Optional.empty();
  private Runnable wake = () -> {};
  private Optional<Throwable> refusal = Optional.empty();

  /** A catalog to keep, and what is done once it is. */
  record Wish(Catalog catalog, CompletableFuture<Void> kept) {}

  /** There is a journal now that is woken in that way. */
  synchronized void wakes(Runnable journal) {
    wake = journal;
    journal.run();
  }

  /** Nothing can be kept any more, nor what waits. */
  synchronized void refuse(Throwable cause) {
    refusal = Optional.of(cause);
    take().ifPresent(wish -> wish.kept().completeExceptionally(cause));
  }

  synchronized CompletionStage<Void> add(Catalog catalog) {
    if (refusal.isPresent()) {
      return CompletableFuture.failedStage(refusal.get());
    }
    CompletableFuture<Void> kept = waiting.map(Wish::kept).orElseGet(CompletableFuture::new);
    waiting = Optional.of(new Wish(catalog, kept));
    wake.run();
    return kept;
  }

  synchronized Optional<Wish> take() {
    Optional<Wish> taken = waiting;
    waiting = Optional.empty();
    return taken;
  }
}
