package io.aitta.link;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.Address;
import org.apache.pekko.actor.ExtendedActorSystem;

/** An actor system on a free port of the loopback, with a link that is not quick to give up. */
final class TestingNode implements AutoCloseable {
  private static final String BASE =
      """
      pekko.actor.provider = remote
      pekko.remote.warn-about-direct-use = off
      pekko.remote.artery.canonical { hostname = "127.0.0.1", port = 0 }
      pekko.loglevel = ERROR
      pekko.stdout-loglevel = ERROR
      pekko.coordinated-shutdown.run-by-jvm-shutdown-hook = off
      aitta.link.transfer-timeout = 60 s
      """;

  private final TestingListener listener = new TestingListener();
  private final ActorSystem system;
  private final ArteryLink link;

  /**
   * @param settings HOCON on top
   */
  TestingNode(String settings) {
    Config config =
        ConfigFactory.parseString(settings)
            .withFallback(ConfigFactory.parseString(BASE))
            .withFallback(ConfigFactory.parseResources("patient.conf"))
            .withFallback(ConfigFactory.load());
    system = ActorSystem.create("link-test", config);
    link = ArteryLink.create(system, LinkSettings.of(config), listener);
  }

  ActorSystem system() {
    return system;
  }

  ArteryLink link() {
    return link;
  }

  TestingListener listener() {
    return listener;
  }

  LinkCounters.Snapshot counters() {
    return link.counters();
  }

  Address address() {
    return ((ExtendedActorSystem) system).provider().getDefaultAddress();
  }

  @Override
  public void close() throws Exception {
    system.terminate();
    system.getWhenTerminated().toCompletableFuture().get(60, TimeUnit.SECONDS);
  }
}
