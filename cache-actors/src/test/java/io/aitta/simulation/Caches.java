package io.aitta.simulation;

import io.aitta.core.catalog.CacheId;
import io.aitta.core.catalog.Catalog;
import io.aitta.core.model.CacheConfig;
import io.aitta.core.model.CacheName;
import io.aitta.core.model.Version;
import java.util.SplittableRandom;

/**
 * The caches of a simulated cluster, as they are decided: one with copies, one without, one that
 * evicts and whose limit changes, and one that is dropped and made anew. Nodes hear of it late.
 */
final class Caches {
  private static final CacheName SHARED = new CacheName("shared");
  private static final CacheName ALONE = new CacheName("alone");
  private static final CacheName SMALL = new CacheName("small");
  private static final CacheName BRIEF = new CacheName("brief");

  private final boolean kept;
  private Catalog catalog;

  private long changes = 4;

  /** Caches of which those with copies are kept on disks, or none is. */
  Caches(boolean kept) {
    this.kept = kept;
    this.catalog =
        Catalog.EMPTY
            .configured(SHARED, config(CacheConfig.UNLIMITED, true), new Version(1, 1))
            .configured(ALONE, config(CacheConfig.UNLIMITED, false), new Version(1, 2))
            .configured(SMALL, config(4, true), new Version(1, 3))
            .configured(BRIEF, config(CacheConfig.UNLIMITED, true), new Version(1, 4));
  }

  boolean areKept() {
    return kept;
  }

  Catalog catalog() {
    return catalog;
  }

  CacheId shared() {
    return catalog.idOf(SHARED).orElseThrow();
  }

  CacheId alone() {
    return catalog.idOf(ALONE).orElseThrow();
  }

  CacheId small() {
    return catalog.idOf(SMALL).orElseThrow();
  }

  /** The cache that comes and goes, or where it has just gone another one. */
  CacheId brief() {
    return catalog.idOf(BRIEF).orElseGet(this::shared);
  }

  /** Has a cache be another from now on. */
  Catalog change(SplittableRandom random) {
    changes++;
    Version at = new Version(1, changes);
    boolean there = catalog.idOf(BRIEF).isPresent();
    if (random.nextBoolean()) {
      catalog = catalog.configured(SMALL, config(1 + random.nextInt(8), true), at);
    } else if (there) {
      catalog = catalog.dropped(BRIEF, at);
    } else {
      catalog = catalog.configured(BRIEF, config(CacheConfig.UNLIMITED, true), at);
    }
    return catalog;
  }

  private CacheConfig config(long maxEntries, boolean replicated) {
    return new CacheConfig(
        0,
        0,
        maxEntries,
        CacheConfig.UNLIMITED,
        CacheConfig.OnFull.EVICT,
        replicated,
        replicated && kept ? CacheConfig.Durability.SYNC : CacheConfig.Durability.NONE);
  }
}
