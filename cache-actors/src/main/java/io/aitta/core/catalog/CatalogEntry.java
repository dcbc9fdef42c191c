package io.aitta.core.catalog;

import static java.util.Objects.requireNonNull;

import io.aitta.core.model.CacheConfig;
import io.aitta.core.model.Version;
import java.util.Optional;

/**
 * What is known of one cache name.
 *
 * @param incarnation the version at which the cache was made, or dropped
 * @param changed the version of this knowledge; the greater one wins
 * @param config how it is configured; empty once it is dropped
 */
public record CatalogEntry(Version incarnation, Version changed, Optional<CacheConfig> config) {
  public CatalogEntry {
    requireNonNull(incarnation, "incarnation is null");
    requireNonNull(changed, "changed is null");
    requireNonNull(config, "config is null");
  }
}
