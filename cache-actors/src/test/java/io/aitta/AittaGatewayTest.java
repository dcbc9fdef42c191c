package io.aitta;

import static io.aitta.testing.Awaiting.answerOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.aitta.core.model.CacheKey;
import io.aitta.core.model.CacheName;
import io.aitta.core.model.CacheValue;
import io.aitta.core.model.Condition;
import io.aitta.core.model.Lifetime;
import io.aitta.core.model.Tags;
import io.aitta.core.operation.Get;
import io.aitta.core.operation.Put;
import io.aitta.gateway.Gateway;
import io.aitta.testing.GatewayContract;
import io.aitta.testing.cluster.AittaSystems;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The contract through a node of a real cluster of three, over real connections. */
class AittaGatewayTest extends GatewayContract {
  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final AtomicInteger CACHES = new AtomicInteger();
  private static AittaSystems cluster;

  @BeforeAll
  static void start() {
    cluster = AittaSystems.start(3);
  }

  @AfterAll
  static void stop() {
    if (cluster != null) {
      cluster.close();
    }
  }

  @Override
  public Gateway gateway() {
    return cluster.aitta(1).gateway();
  }

  @Override
  public CacheName freshCache() {
    return new CacheName("contract-" + CACHES.incrementAndGet());
  }

  /** Gauges hold what they read by weak references. */
  @Test
  void node_isHeldByItsSystem() {
    assertThat(cluster.aitta(1).node()).isSameAs(cluster.aitta(1).node());
  }

  @Test
  void valueLargerThanAFrame_crossesNodes_whole() {
    CacheName cache = freshCache();
    answerOf(gateway().createIfAbsent(cache, TIMEOUT));
    byte[] bytes = new byte[8 << 20];
    new Random(1).nextBytes(bytes);
    CacheValue value = CacheValue.owning(bytes, CacheValue.OCTET_STREAM);
    for (String name : List.of("a", "b", "c", "d")) {
      CacheKey key = CacheKey.of(name);
      Put put = new Put(key, value, Lifetime.INHERITED, Tags.NONE, Condition.ALWAYS);
      answerOf(gateway().execute(cache, put, TIMEOUT));

      cluster
          .all()
          .forEach(
              node ->
                  assertThat(
                          answerOf(node.gateway().execute(cache, new Get(key, true), TIMEOUT))
                              .entry()
                              .orElseThrow()
                              .value())
                      .isEqualTo(value));
    }
  }

  @Test
  void cache_madeOnOneNode_isKnownOnAll_whenAnswered() {
    CacheName cache = freshCache();

    answerOf(gateway().createIfAbsent(cache, TIMEOUT));

    await("a node that could not be reached for a moment learns of it a little later")
        .atMost(TIMEOUT)
        .untilAsserted(
            () ->
                assertThat(cluster.all().map(node -> node.gateway().configuration(cache)))
                    .allMatch(Optional::isPresent));
  }
}
