package io.aitta.embedded;

import io.aitta.core.model.CacheName;
import io.aitta.embedded.codec.Codec;
import io.aitta.gateway.Gateway;

/** Opens typed caches over a gateway. */
public final class Caches {
  private Caches() {}

  /**
   * Opens a cache, at once and without asking anybody: what it needs is made at its first use.
   *
   * @param keys must always write the same bytes for equal keys, 1 to 1024 of them
   */
  public static <K, V> Cache<K, V> open(
      Gateway gateway, CacheName name, Codec<K> keys, Codec<V> values, CacheSettings settings) {
    CacheRoad road = new CacheRoad(gateway, name, settings);
    return new GatewayCache<>(road, new Translation<>(name, keys, values), settings.timeout());
  }
}
