package io.aitta.example;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.aitta.Aitta;
import io.aitta.embedded.Cache;
import io.aitta.embedded.CacheSettings;
import io.aitta.embedded.codec.Codecs;
import java.time.Duration;
import org.apache.pekko.actor.typed.ActorSystem;

/** The example with Aitta in its own cluster, beside its own sharded entities. */
class ShopOnAittaTest extends ShopContract {
  @Override
  protected Cache<String, Price> prices(ActorSystem<?> system) {
    Aitta aitta = Aitta.get(system);
    awaitPatiently(() -> aitta.notReadyBecause().isEmpty());
    CacheSettings patient = CacheSettings.DEFAULT.withTimeout(Duration.ofSeconds(30));
    return aitta.cache("prices", Codecs.utf8(), Codecs.json(Price.class), patient);
  }

  /** Messages that stay on a node are not asked to survive serialization. */
  @Override
  protected Config config() {
    return ConfigFactory.parseString("pekko.actor.serialize-messages = off");
  }
}
