package io.aitta.example;

import io.aitta.embedded.Cache;
import io.aitta.embedded.PutOptions;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A price list behind a cache: what one node looked up, all nodes find. */
public final class CachedPrices implements PriceList {
  private static final PutOptions FRESH = PutOptions.DEFAULT.withTimeToLive(Duration.ofMinutes(5));

  private final Cache<String, Price> cache;
  private final PriceList source;

  public CachedPrices(Cache<String, Price> cache, PriceList source) {
    this.cache = cache;
    this.source = source;
  }

  @Override
  public CompletionStage<Optional<Price>> priceOf(String item) {
    return cache
        .get(item)
        .exceptionally(cacheIsDown -> Optional.empty())
        .thenCompose(
            found ->
                found.isPresent()
                    ? CompletableFuture.completedStage(found)
                    : source.priceOf(item).thenCompose(this::keep));
  }

  private CompletionStage<Optional<Price>> keep(Optional<Price> price) {
    return price
        .map(p -> cache.put(p.item(), p, FRESH).handle((stored, cacheIsDown) -> price))
        .orElseGet(() -> CompletableFuture.completedStage(price));
  }
}
