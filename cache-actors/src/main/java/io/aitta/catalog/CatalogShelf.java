package io.aitta.catalog;

import io.aitta.core.catalog.Catalog;
import io.aitta.durability.NodeDisk;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Keeps the catalog beyond the process, on a node that has a disk for it. Thread-safe. */
public final class CatalogShelf {
  private static final CompletionStage<Void> AT_ONCE = CompletableFuture.completedFuture(null);

  private final Optional<NodeDisk> disk;
  private final Catalog kept;
  private Catalog given;
  private CompletionStage<Void> keeping = AT_ONCE;

  /** Reads what the disk has, which blocks. */
  public CatalogShelf(Optional<NodeDisk> disk) {
    this.disk = disk;
    this.kept = disk.map(NodeDisk::catalog).orElse(Catalog.EMPTY);
    this.given = kept;
  }

  /** As it was when the process began. */
  public Catalog kept() {
    return kept;
  }

  /** Keeps that one, which knows all that those before it knew; done once it is stored. */
  synchronized CompletionStage<Void> keep(Catalog catalog) {
    if (disk.isEmpty()) {
      return AT_ONCE;
    }
    boolean failed = keeping.toCompletableFuture().isCompletedExceptionally();
    if (failed || !catalog.equals(given)) {
      given = catalog;
      keeping = disk.get().keep(catalog);
    }
    return keeping;
  }
}
