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

  /** A catalog to keep, and what is done once it is. */
  record Wish(Catalog catalog, CompletableFuture<Void> kept) {}

  /** There is a journal now that is woken in that way. */
  synchronized void wakes(Runnable journal) {
    wake = journal;
    journal.run();
  }

  synchronized CompletionStage<Void> add(Catalog catalog) {
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
