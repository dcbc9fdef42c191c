package io.aitta.core.catalog;

import static java.util.Objects.requireNonNull;

import io.aitta.core.model.CacheName;
import io.aitta.core.model.Version;
import java.util.Comparator;

/**
 * One life of a cache: a cache that was dropped and made again has another incarnation, so that
 * nothing of the former comes back.
 */
public record CacheId(CacheName name, Version incarnation) implements Comparable<CacheId> {
  private static final Comparator<CacheId> ORDER =
      Comparator.comparing(CacheId::name).thenComparing(CacheId::incarnation);

  public CacheId {
    requireNonNull(name, "name is null");
    requireNonNull(incarnation, "incarnation is null");
  }

  @Override
  public int compareTo(CacheId other) {
    return ORDER.compare(this, other);
  }
}
