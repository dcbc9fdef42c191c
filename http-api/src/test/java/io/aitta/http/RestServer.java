package io.aitta.http;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.aitta.gateway.Gateway;
import io.aitta.http.metrics.Metrics;
import io.aitta.testing.InMemoryGateway;
import io.aitta.testing.ManualClock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.apache.pekko.actor.ActorSystem;

/** The front end on a free port of the loopback, over a cache in this JVM. */
public final class RestServer implements AutoCloseable {
  public static final long NOW = 1_700_000_000_000L;

  /** One system for all tests of the JVM; its threads do not keep the JVM alive. */
  private static final ActorSystem SYSTEM =
      ActorSystem.create(
          "rest",
          ConfigFactory.parseString(
                  "pekko { actor.provider = local, daemonic = on, loglevel = WARNING"
                      + ", jvm-shutdown-hooks = off }")
              .withFallback(ConfigFactory.load()));

  public final ManualClock clock = new ManualClock(NOW);
  public final InMemoryGateway cache = new InMemoryGateway(clock);
  final Metrics metrics = new Metrics();
  volatile Optional<String> notReady = Optional.empty();
  final TestingLosses losses = new TestingLosses();
  volatile ClusterView cluster = alone();
  private final HttpServer server;

  private RestServer(String overrides, UnaryOperator<Gateway> gateway, boolean journal) {
    Config config =
        ConfigFactory.parseString("aitta.http { " + overrides + " \n port = 0 }")
            .withFallback(SYSTEM.settings().config());
    Backend backend =
        new Backend(gateway.apply(cache), () -> cluster, losses, () -> notReady, metrics, journal);
    server = await(HttpServer.start(SYSTEM, HttpSettings.of(config), backend));
  }

  /** As its settings are. */
  public static RestServer start() {
    return start("");
  }

  /** With other settings under {@code aitta.http}. */
  public static RestServer start(String overrides) {
    return new RestServer(overrides, gateway -> gateway, false);
  }

  /** With another gateway between the server and the cache. */
  static RestServer start(String overrides, UnaryOperator<Gateway> gateway) {
    return new RestServer(overrides, gateway, false);
  }

  /** Of a cluster that keeps a journal. */
  public static RestServer startWithJournal() {
    return new RestServer("", gateway -> gateway, true);
  }

  static ClusterView alone() {
    return new ClusterView(
        "aitta",
        "node-1",
        new ClusterView.Counts(1, 0, 0, 0),
        List.of(
            new ClusterView.Member(
                "node-1",
                "127.0.0.1:25520",
                Optional.of("http://127.0.0.1:8080"),
                "Up",
                true,
                List.of("cache"),
                "0.1.0",
                12,
                1,
                1)),
        List.of(
            new ClusterView.Partition(
                0, Optional.of("node-1"), 7, List.of("node-1"), List.of("node-2"))),
        new ClusterView.Register(5, List.of("node-1"), Optional.empty(), Optional.empty()));
  }

  public int port() {
    return server.address().getPort();
  }

  HttpServer server() {
    return server;
  }

  Rest client() {
    return new Rest(port());
  }

  RawConnection connect() {
    return new RawConnection(port());
  }

  /** Lets it leave, then closes it. */
  CompletionStage<Void> stop() {
    return server.leave().thenCompose(left -> server.close());
  }

  @Override
  public void close() {
    await(stop());
    metrics.close();
  }

  private static <T> T await(CompletionStage<T> stage) {
    return stage.toCompletableFuture().orTimeout(60, TimeUnit.SECONDS).join();
  }
}
