package io.aitta.testing;

import io.aitta.core.model.CacheConfig;
import io.aitta.core.model.CacheName;
import io.aitta.gateway.Gateway;
import java.time.Duration;
import org.awaitility.Awaitility;

/** What a test of the gateway's contract stands on. */
interface GatewayFixture {
  /** The gateway under test; ready to serve. */
  Gateway gateway();

  /** The name of a cache that nobody has used. */
  CacheName freshCache();

  /** Lets time go by, as the gateway under test sees it. */
  default void letPass(Duration duration) {
    long end = System.nanoTime() + duration.toNanos();
    Awaitility.await()
        .pollDelay(duration)
        .atMost(duration.plusSeconds(30))
        .until(() -> System.nanoTime() - end > 0);
  }

  /** A new cache of defaults. */
  default CacheProbe cache() {
    CacheName name = freshCache();
    CacheProbe.await(gateway().createIfAbsent(name, CacheProbe.TIMEOUT));
    return new CacheProbe(gateway(), name);
  }

  /** A new cache so configured. */
  default CacheProbe cache(CacheConfig config) {
    CacheName name = freshCache();
    CacheProbe.await(gateway().configure(name, config, CacheProbe.TIMEOUT));
    return new CacheProbe(gateway(), name);
  }
}
