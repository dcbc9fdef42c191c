package io.aitta.example;

import io.aitta.core.model.CacheName;
import io.aitta.embedded.Cache;
import io.aitta.embedded.CacheSettings;
import io.aitta.embedded.Caches;
import io.aitta.embedded.codec.Codecs;
import io.aitta.testing.InMemoryGateway;
import org.apache.pekko.actor.typed.ActorSystem;

/** The example with a cache in memory, as an application's own tests may have it. */
class ShopTest extends ShopContract {
  @Override
  protected Cache<String, Price> prices(ActorSystem<?> system) {
    return Caches.open(
        new InMemoryGateway(),
        new CacheName("prices"),
        Codecs.utf8(),
        Codecs.json(Price.class),
        CacheSettings.DEFAULT);
  }
}
