package io.aitta.testing;

import io.aitta.core.model.CacheName;
import io.aitta.gateway.Gateway;

/**
 * What every {@link Gateway} promises. A test of one extends this and says how to come by it; the
 * same gateway may serve all tests, since each has a cache of its own.
 */
public abstract class GatewayContract
    implements EntryContract, BatchContract, LifetimeContract, ListingContract, CatalogContract {
  @Override
  public abstract Gateway gateway();

  @Override
  public abstract CacheName freshCache();
}
