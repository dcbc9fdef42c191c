package io.aitta.simulation;

import io.aitta.core.catalog.CacheId;
import io.aitta.core.catalog.Catalog;
import io.aitta.core.model.CacheConfig;
import io.aitta.core.model.CacheName;
import io.aitta.core.model.Version;

/** The caches of a simulated cluster: one with copies, one without. */
final class Caches {
  private static final CacheName SHARED = new CacheName("shared");
  private static final CacheName ALONE = new CacheName("alone");

  private final Catalog catalog =
      Catalog.EMPTY
          .configured(SHARED, CacheConfig.DEFAULT, new Version(1, 1))
          .configured(
              ALONE,
              new CacheConfig(
                  0,
                  0,
                  CacheConfig.UNLIMITED,
                  CacheConfig.UNLIMITED,
                  CacheConfig.OnFull.EVICT,
                  false,
                  CacheConfig.Durability.NONE),
              new Version(1, 2));

  Catalog catalog() {
    return catalog;
  }

  CacheId shared() {
    return catalog.idOf(SHARED).orElseThrow();
  }

  CacheId alone() {
    return catalog.idOf(ALONE).orElseThrow();
  }
}
