package io.aitta.routing;

import static io.aitta.routing.Calls.answer;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.aitta.core.catalog.Catalog;
import io.aitta.core.catalog.CatalogEntry;
import io.aitta.core.model.CacheConfig;
import io.aitta.core.model.CacheName;
import io.aitta.protocol.CatalogPush;
import io.aitta.routing.TestingNetwork.Fate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CatalogRaceTest {
  private static final CacheName CONTESTED = new CacheName("contested");

  /** For calls that must succeed. */
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  /** For calls that may end with an outcome that is unknown. */
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  private static final int RACERS = 32;

  private final long seed = System.nanoTime();
  private final Random random = new Random(seed);
  private final TestingCluster cluster = new TestingCluster(3, 4);

  @BeforeEach
  void printSeed() {
    System.out.println("seed " + seed);
  }

  @AfterEach
  void close() {
    cluster.close();
  }

  @Test
  void configure_byAllAtOnce_isMadeByOne() {
    List<CompletionStage<Boolean>> calls = new ArrayList<>();
    for (int i = 0; i < RACERS; i++) {
      calls.add(gateway(i).configure(CONTESTED, config(i + 1), PATIENCE));
    }
    assertThat(calls.stream().filter(Calls::answer)).hasSize(1);
    assertThat(agreed().entries()).containsOnlyKeys(CONTESTED);
  }

  @Test
  void createIfAbsent_byAllAtOnce_isMadeOnceAndLeftAlone() {
    List<CompletionStage<Void>> calls = new ArrayList<>();
    for (int i = 0; i < RACERS; i++) {
      calls.add(gateway(i).createIfAbsent(CONTESTED, PATIENCE));
    }
    calls.forEach(Calls::answer);
    CatalogEntry entry = agreed().entries().get(CONTESTED);
    assertThat(entry.changed()).isEqualTo(entry.incarnation());
  }

  @Test
  void configureAndDrop_mixed_balance() {
    AtomicInteger living = new AtomicInteger();
    List<CompletionStage<?>> calls = new ArrayList<>();
    for (int i = 0; i < 5 * RACERS; i++) {
      calls.add(
          random.nextBoolean()
              ? gateway(i)
                  .configure(CONTESTED, config(i + 1), PATIENCE)
                  .thenAccept(made -> living.addAndGet(made ? 1 : 0))
              : gateway(i)
                  .drop(CONTESTED, PATIENCE)
                  .thenAccept(dropped -> living.addAndGet(dropped ? -1 : 0)));
    }
    calls.forEach(Calls::answer);
    assertThat(living.get()).as("seed %d", seed).isEqualTo(agreed().caches().size());
  }

  @Test
  void changes_whileTheLeaderMovesAndPushesGetLost_endInAgreement() {
    Random luck = new Random(seed + 1);
    cluster.network.weather(
        (from, to, message) ->
            message instanceof CatalogPush && luck.nextInt(8) == 0 ? Fate.LOST : Fate.DELIVERED);
    List<CompletionStage<?>> calls = new ArrayList<>();
    for (int i = 0; i < 2 * RACERS; i++) {
      CacheName name = new CacheName("c" + random.nextInt(4));
      calls.add(
          switch (random.nextInt(3)) {
            case 0 -> gateway(i).configure(name, config(i + 1), TIMEOUT);
            case 1 -> gateway(i).drop(name, TIMEOUT);
            default -> gateway(i).createIfAbsent(name, TIMEOUT);
          });
      if (i % 16 == 15) {
        cluster.move(0, cluster.nodes.get(i / 16 % 3));
      }
    }
    calls.forEach(
        call -> await().atMost(30, SECONDS).until(() -> call.toCompletableFuture().isDone()));
    assertThat(agreed().entries()).isNotEmpty();
  }

  @Test
  void caches_thatWereAnsweredToBeMade_areThere_thoughTheLeaderMovesAndPushesGetLost() {
    Random luck = new Random(seed + 2);
    cluster.network.weather(
        (from, to, message) ->
            message instanceof CatalogPush && luck.nextInt(8) == 0 ? Fate.LOST : Fate.DELIVERED);
    Map<CacheName, CompletionStage<Boolean>> calls = new LinkedHashMap<>();
    for (int i = 0; i < 2 * RACERS; i++) {
      CacheName name = new CacheName("own" + i);
      calls.put(name, gateway(i).configure(name, config(i + 1), TIMEOUT));
      if (i % 16 == 15) {
        cluster.move(0, cluster.nodes.get(i / 16 % 3));
      }
    }
    calls
        .values()
        .forEach(
            call -> await().atMost(30, SECONDS).until(() -> call.toCompletableFuture().isDone()));
    Catalog agreed = agreed();
    calls.forEach(
        (name, call) -> {
          if (!call.toCompletableFuture().isCompletedExceptionally()) {
            assertThat(agreed.configOf(name)).as("%s, seed %d", name, seed).isPresent();
          }
        });
  }

  @Test
  void change_memberThatDoesNotAnswerIsRemoved_isAnsweredByTheRest() {
    TestingNode mute = cluster.nodes.get(2);
    cluster.network.weather(
        (from, to, message) -> to.equals(mute.address) ? Fate.LOST : Fate.DELIVERED);
    CompletionStage<Boolean> made = gateway(0).configure(CONTESTED, config(1), PATIENCE);
    await().atMost(30, SECONDS).until(() -> !gateway(1).caches().isEmpty());
    assertThat(made.toCompletableFuture()).isNotDone();
    cluster.remove(mute);
    assertThat(answer(made)).isTrue();
  }

  private Catalog agreed() {
    await()
        .atMost(30, SECONDS)
        .untilAsserted(
            () ->
                assertThat(cluster.nodes)
                    .allSatisfy(
                        node ->
                            assertThat(node.catalog.current())
                                .isEqualTo(cluster.nodes.get(0).catalog.current())));
    return cluster.nodes.get(0).catalog.current();
  }

  private static CacheConfig config(long maxEntries) {
    CacheConfig any = CacheConfig.DEFAULT;
    return new CacheConfig(
        0, 0, maxEntries, CacheConfig.UNLIMITED, any.onFull(), true, any.durability());
  }

  private ClusterGateway gateway(int racer) {
    return cluster.nodes.get(racer % 3).gateway;
  }
}
