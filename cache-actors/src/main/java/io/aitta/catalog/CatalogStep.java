package io.aitta.catalog;

import io.aitta.core.catalog.Catalog;
import io.aitta.core.model.CacheConfig;
import io.aitta.core.model.CacheName;
import io.aitta.core.model.Version;
import io.aitta.protocol.CatalogCommand.Change;
import io.aitta.protocol.CatalogCommand.Configure;
import io.aitta.protocol.CatalogCommand.CreateIfAbsent;
import io.aitta.protocol.CatalogResult.Outcome;

/** What a command makes of a catalog. */
record CatalogStep(Outcome outcome, Catalog after) {
  static CatalogStep of(Catalog before, CacheName cache, Change change, Version at) {
    boolean present = before.configOf(cache).isPresent();
    if (change instanceof Configure configure) {
      return configured(before, cache, configure.config(), at, present);
    }
    if (change instanceof CreateIfAbsent) {
      return present
          ? new CatalogStep(Outcome.UNCHANGED, before)
          : configured(before, cache, CacheConfig.DEFAULT, at, false);
    }
    return present
        ? new CatalogStep(Outcome.DROPPED, before.dropped(cache, at))
        : new CatalogStep(Outcome.ABSENT, before);
  }

  private static CatalogStep configured(
      Catalog before, CacheName cache, CacheConfig config, Version at, boolean present) {
    if (!present && before.caches().size() >= Catalog.MAX_CACHES) {
      return new CatalogStep(Outcome.FULL, before);
    }
    return new CatalogStep(
        present ? Outcome.CHANGED : Outcome.MADE, before.configured(cache, config, at));
  }
}
