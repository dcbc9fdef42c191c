package io.aitta.embedded;

import io.aitta.core.model.CacheName;
import io.aitta.embedded.codec.Codecs;
import io.aitta.testing.EmbeddedCacheContract;
import io.aitta.testing.InMemoryGateway;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.typed.ActorSystem;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** The embedded API over partitions in this JVM. */
class GatewayCacheTest extends EmbeddedCacheContract {
  private static ActorTestKit kit;

  private final InMemoryGateway gateway = new InMemoryGateway();

  @BeforeAll
  static void start() {
    kit = ActorTestKit.create();
  }

  @AfterAll
  static void stop() {
    kit.shutdownTestKit();
  }

  @Override
  protected Cache<String, String> open(CacheName name, CacheSettings settings) {
    return Caches.open(gateway, name, Codecs.utf8(), Codecs.utf8(), settings);
  }

  @Override
  protected ActorSystem<?> system() {
    return kit.system();
  }
}
