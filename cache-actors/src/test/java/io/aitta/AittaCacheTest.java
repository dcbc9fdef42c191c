package io.aitta;

import io.aitta.core.model.CacheName;
import io.aitta.embedded.Cache;
import io.aitta.embedded.CacheSettings;
import io.aitta.embedded.codec.Codecs;
import io.aitta.testing.EmbeddedCacheContract;
import io.aitta.testing.cluster.AittaSystems;
import org.apache.pekko.actor.typed.ActorSystem;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** The embedded API through a node of a real cluster of two. */
class AittaCacheTest extends EmbeddedCacheContract {
  private static AittaSystems cluster;

  @BeforeAll
  static void start() {
    cluster = AittaSystems.start(2);
  }

  @AfterAll
  static void stop() {
    if (cluster != null) {
      cluster.close();
    }
  }

  @Override
  protected Cache<String, String> open(CacheName name, CacheSettings settings) {
    return cluster.aitta(0).cache(name.text(), Codecs.utf8(), Codecs.utf8(), settings);
  }

  @Override
  protected ActorSystem<?> system() {
    return cluster.system(0);
  }
}
