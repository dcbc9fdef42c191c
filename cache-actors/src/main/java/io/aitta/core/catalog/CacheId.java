package io.aitta.core.catalog;

import static java.util.Objects.requireNonNull;

import io.aitta.core.model.CacheName;
import io.aitta.core.model.Version;

/**
 * One life of a cache: a cache that was dropped and made again has another incarnation, so that
 * nothing of the former comes back.
 */
public record CacheId(CacheName name, Version incarnation) {
  public CacheId {
    requireNonNull(name, "name is null");
    requireNonNull(incarnation, "incarnation is null");
  }
}
