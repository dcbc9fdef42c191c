package io.aitta.routing;

import static io.aitta.routing.Calls.answer;
import static io.aitta.routing.Calls.page;
import static io.aitta.routing.Calls.put;
import static io.aitta.routing.Calls.read;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.aitta.core.model.CacheConfig;
import io.aitta.core.model.CacheKey;
import io.aitta.core.model.CacheName;
import io.aitta.core.model.Condition;
import io.aitta.core.model.Selector;
import io.aitta.core.operation.Increment;
import io.aitta.core.reply.CountReply;
import io.aitta.core.reply.Lookup;
import io.aitta.gateway.CacheException;
import io.aitta.gateway.OutcomeUnknownException;
import io.aitta.protocol.Message;
import io.aitta.protocol.Request;
import io.aitta.protocol.Response;
import io.aitta.routing.TestingNetwork.Fate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.pekko.actor.Address;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RandomFaultsTest {
  private static final CacheName COUNTERS = new CacheName("counters");
  private static final int KEYS = 40;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final long seed = System.nanoTime();
  private final Random random = new Random(seed);
  private final Random luck = new Random(seed + 1);
  private final TestingCluster cluster = new TestingCluster(3, 8);

  @BeforeEach
  void createCache() {
    System.out.println("seed " + seed);
    answer(gateway(0).configure(COUNTERS, CacheConfig.DEFAULT, PATIENCE));
  }

  @AfterEach
  void close() {
    cluster.close();
  }

  @Test
  void increments_overABadRoad_areDoneOnceOrSaidToBeUnknown() {
    AtomicInteger[] done = counters();
    AtomicInteger[] unknown = counters();
    cluster.network.weather(this::bad);
    List<CompletableFuture<?>> calls = new ArrayList<>();
    for (int i = 0; i < 4000; i++) {
      int key = random.nextInt(KEYS);
      calls.add(
          increment(key)
              .handle((reply, cause) -> count(cause, done[key], unknown[key]))
              .toCompletableFuture());
    }
    awaitAll(calls);
    cluster.network.weather((from, to, message) -> Fate.DELIVERED);
    for (int key = 0; key < KEYS; key++) {
      assertThat(valueOf(key))
          .as("counter %d, seed %d", key, seed)
          .isBetween((long) done[key].get(), (long) done[key].get() + unknown[key].get());
    }
    assertNothingIsLeft();
  }

  @Test
  void mixedCalls_whileLeadersMoveAndANodeGoes_allEnd() {
    cluster.network.weather(this::bad);
    List<CompletableFuture<?>> calls = new ArrayList<>();
    for (int i = 0; i < 4000; i++) {
      calls.add(ended(anyCall()));
      if (i % 50 == 0) {
        cluster.move(random.nextInt(8), cluster.nodes.get(random.nextInt(2)));
      }
      if (i == 2000) {
        cluster.remove(cluster.nodes.get(2));
      }
    }
    awaitAll(calls);
    assertNothingIsLeft();
    assertEveryEntryCanBeWrittenAndRead();
  }

  /** What went wrong on the way has left no partition and no gateway out of order. */
  private void assertEveryEntryCanBeWrittenAndRead() {
    cluster.network.weather((from, to, message) -> Fate.DELIVERED);
    for (int partition = 0; partition < 8; partition++) {
      cluster.move(partition, cluster.nodes.get(partition % 2));
    }
    for (int i = 0; i < KEYS; i++) {
      answer(gateway(i % 2).execute(COUNTERS, put("key-" + i, "after"), PATIENCE));
      assertThat(answer(gateway((i + 1) % 2).execute(COUNTERS, read("key-" + i), PATIENCE)))
          .as("key-%d, seed %d", i, seed)
          .isInstanceOf(Lookup.Hit.class);
    }
  }

  private CompletionStage<?> anyCall() {
    ClusterGateway gateway = gateway(random.nextInt(2));
    String key = "key-" + random.nextInt(KEYS);
    Duration timeout = timeout();
    return switch (random.nextInt(12)) {
      case 0 -> gateway.list(COUNTERS, page(20), timeout);
      case 1 -> gateway.invalidate(COUNTERS, new Selector.All(), timeout);
      case 2 -> gateway.statistics(COUNTERS, timeout);
      case 3 -> gateway.executeAll(COUNTERS, List.of(read(key), put("x" + key, "v")), timeout);
      case 4 -> gateway.createIfAbsent(new CacheName("c" + random.nextInt(5)), timeout);
      case 5 -> gateway.drop(new CacheName("c" + random.nextInt(5)), timeout);
      case 6, 7, 8 -> gateway.execute(COUNTERS, put(key, "value"), timeout);
      default -> gateway.execute(COUNTERS, read(key), timeout);
    };
  }

  private CompletionStage<CountReply> increment(int key) {
    return gateway(random.nextInt(3)).execute(COUNTERS, incrementBy(1, key), timeout());
  }

  private long valueOf(int key) {
    CountReply reply = answer(gateway(0).execute(COUNTERS, incrementBy(0, key), PATIENCE));
    return ((CountReply.Counted) reply).value();
  }

  private static Increment incrementBy(long delta, int key) {
    return new Increment(CacheKey.of("counter-" + key), delta, 0, Condition.ALWAYS);
  }

  /** Answers come twice now and then; nothing that asks does, since a link never doubles it. */
  private Fate bad(Address from, Address to, Message message) {
    int drawn = luck.nextInt(100);
    if (drawn < 8 && message instanceof Response) {
      return Fate.DOUBLED;
    }
    if (drawn < 4 && message instanceof Request) {
      return Fate.REFUSED;
    }
    if (drawn < 8 && message instanceof Request) {
      return Fate.UNDELIVERED;
    }
    return drawn < 14 ? Fate.LOST : drawn < 24 ? Fate.DELAYED : Fate.DELIVERED;
  }

  private Duration timeout() {
    return Duration.ofMillis(200 + random.nextInt(1500));
  }

  private ClusterGateway gateway(int node) {
    return cluster.nodes.get(node).gateway;
  }

  private static AtomicInteger[] counters() {
    AtomicInteger[] counters = new AtomicInteger[KEYS];
    for (int i = 0; i < KEYS; i++) {
      counters[i] = new AtomicInteger();
    }
    return counters;
  }

  private static Void count(Throwable cause, AtomicInteger done, AtomicInteger unknown) {
    if (cause == null) {
      done.incrementAndGet();
    } else if (cause instanceof OutcomeUnknownException) {
      unknown.incrementAndGet();
    }
    return null;
  }

  /** Ends when the call does, and fails where it failed with anything else than may be. */
  private static CompletableFuture<?> ended(CompletionStage<?> call) {
    return call.handle(
            (answer, cause) -> {
              if (cause != null && !(cause instanceof CacheException)) {
                throw new CompletionException(cause);
              }
              return null;
            })
        .toCompletableFuture();
  }

  private static void awaitAll(List<CompletableFuture<?>> calls) {
    CompletableFuture<Void> all = CompletableFuture.allOf(calls.toArray(CompletableFuture[]::new));
    answer(all);
  }

  private void assertNothingIsLeft() {
    for (TestingNode node : cluster.nodes) {
      await().atMost(60, SECONDS).until(() -> node.gateway.counters().inFlight() == 0);
      assertThat(node.gateway.counters().inFlightBytes()).isZero();
    }
  }
}
