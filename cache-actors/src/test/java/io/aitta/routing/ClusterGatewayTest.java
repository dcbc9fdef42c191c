package io.aitta.routing;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.aitta.core.model.CacheConfig;
import io.aitta.core.model.CacheKey;
import io.aitta.core.model.CacheName;
import io.aitta.core.model.CacheValue;
import io.aitta.core.model.Condition;
import io.aitta.core.model.Lifetime;
import io.aitta.core.model.Selector;
import io.aitta.core.model.Tags;
import io.aitta.core.operation.Get;
import io.aitta.core.operation.Increment;
import io.aitta.core.operation.KeyOperation;
import io.aitta.core.operation.Put;
import io.aitta.core.reply.CountReply;
import io.aitta.core.reply.Lookup;
import io.aitta.core.reply.StoreReply;
import io.aitta.gateway.Attempt;
import io.aitta.gateway.CacheException;
import io.aitta.gateway.CacheNotFoundException;
import io.aitta.gateway.Gateway;
import io.aitta.gateway.ListCursor;
import io.aitta.gateway.ListRequest;
import io.aitta.gateway.Listing;
import io.aitta.gateway.ListingInterruptedException;
import io.aitta.gateway.NodeStatistics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ClusterGatewayTest {
  private static final CacheName USERS = new CacheName("users");
  private static final Duration TIMEOUT = Duration.ofSeconds(5);

  private final TestingCluster cluster = new TestingCluster(3, 12);

  @BeforeEach
  void createCache() {
    cluster.nodes.forEach(node -> await().atMost(10, SECONDS).until(node.catalog::hasSynced));
    assertThat(get(gateway(0).configure(USERS, CacheConfig.DEFAULT, TIMEOUT))).isTrue();
  }

  @AfterEach
  void close() {
    cluster.close();
  }

  @Test
  void put_onOneNode_isReadOnAll() {
    for (int i = 0; i < 50; i++) {
      assertThat(get(gateway(i % 3).execute(USERS, put("k" + i, "v" + i), TIMEOUT)))
          .isInstanceOf(StoreReply.Created.class);
    }
    for (TestingNode node : cluster.nodes) {
      for (int i = 0; i < 50; i++) {
        assertThat(get(node.gateway.execute(USERS, read("k" + i), TIMEOUT)).entry()).isPresent();
      }
    }
  }

  @Test
  void execute_unknownCache_isNotFound() {
    CacheName nobody = new CacheName("nobody");
    assertThat(failure(gateway(1).execute(nobody, read("k"), TIMEOUT)))
        .isInstanceOf(CacheNotFoundException.class)
        .hasMessageContaining("'nobody'");
    assertThat(failure(gateway(1).list(nobody, page(10), TIMEOUT)))
        .isInstanceOf(CacheNotFoundException.class);
    assertThat(failure(gateway(1).invalidate(nobody, new Selector.All(), TIMEOUT)))
        .isInstanceOf(CacheNotFoundException.class);
    assertThat(failure(gateway(1).statistics(nobody, TIMEOUT)))
        .isInstanceOf(CacheNotFoundException.class);
  }

  @Test
  void executeAll_sameKeyManyTimes_keepsTheOrder() {
    List<KeyOperation<?>> operations = new ArrayList<>();
    for (int i = 0; i < 3000; i++) {
      operations.add(new Increment(CacheKey.of("counter-" + i % 7), 1, 0, Condition.ALWAYS));
    }
    List<Attempt> attempts = get(gateway(2).executeAll(USERS, operations, TIMEOUT));
    assertThat(attempts).hasSize(3000);
    for (int i = 0; i < 3000; i++) {
      CountReply.Counted counted =
          (CountReply.Counted) ((Attempt.Answered) attempts.get(i)).reply();
      assertThat(counted.value()).isEqualTo(i / 7 + 1);
    }
  }

  @Test
  void executeAll_nothing_answersNothing() {
    assertThat(get(gateway(0).executeAll(USERS, List.of(), TIMEOUT))).isEmpty();
  }

  @Test
  void executeAll_unknownCache_failsEach() {
    List<Attempt> attempts =
        get(gateway(0).executeAll(new CacheName("nobody"), List.of(read("a"), read("b")), TIMEOUT));
    assertThat(attempts)
        .hasSize(2)
        .allSatisfy(
            attempt ->
                assertThat(((Attempt.Failed) attempt).cause())
                    .isInstanceOf(CacheNotFoundException.class));
  }

  @Test
  void list_byPages_showsEachEntryOnce() {
    fill(500);
    List<String> keys = new ArrayList<>();
    Optional<ListCursor> cursor = Optional.empty();
    int at = 0;
    do {
      ListRequest request = new ListRequest(new Selector.All(), cursor, 37, false);
      Listing listing = get(gateway(at++ % 3).list(USERS, request, TIMEOUT));
      listing.entries().forEach(hit -> keys.add(hit.found().key().toString()));
      cursor = listing.next();
    } while (cursor.isPresent());
    assertThat(keys).hasSize(500).doesNotHaveDuplicates();
  }

  @Test
  void list_largeValues_endsEarlyWithACursor() {
    for (int i = 0; i < 20; i++) {
      get(gateway(0).execute(USERS, put("k" + i, "x".repeat(1 << 20)), TIMEOUT));
    }
    ListRequest request = new ListRequest(new Selector.All(), Optional.empty(), 1000, true);
    Listing listing = get(gateway(1).list(USERS, request, TIMEOUT));
    assertThat(listing.entries()).hasSizeBetween(7, 9);
    assertThat(listing.next()).isPresent();
  }

  @Test
  void list_leaderChangesInsideAPartition_isInterrupted() {
    fill(500);
    Listing first = get(gateway(0).list(USERS, page(5), TIMEOUT));
    ListCursor cursor = first.next().orElseThrow();
    assertThat(cursor.position()).isPresent();
    cluster.move(cursor.partition(), cluster.nodes.get(2));
    ListRequest on = new ListRequest(new Selector.All(), first.next(), 5, false);
    assertThat(failure(gateway(0).list(USERS, on, TIMEOUT)))
        .isInstanceOf(ListingInterruptedException.class);
  }

  @Test
  void list_cursorOfALargerCluster_isInterrupted() {
    ListCursor foreign = new ListCursor(12, Optional.empty());
    ListRequest request = new ListRequest(new Selector.All(), Optional.of(foreign), 5, false);
    assertThat(failure(gateway(0).list(USERS, request, TIMEOUT)))
        .isInstanceOf(ListingInterruptedException.class);
  }

  @Test
  void invalidate_prefix_countsWhatItRemoves() {
    fill(5000);
    Selector prefix =
        new Selector.Prefixed("key-1".getBytes(java.nio.charset.StandardCharsets.UTF_8));
    long expected = IntStream.range(0, 5000).filter(i -> ("" + i).startsWith("1")).count();
    assertThat(get(gateway(1).invalidate(USERS, prefix, TIMEOUT))).isEqualTo(expected);
    assertThat(get(gateway(1).invalidate(USERS, prefix, TIMEOUT))).isZero();
    assertThat(get(gateway(1).invalidate(USERS, new Selector.All(), TIMEOUT)))
        .isEqualTo(5000 - expected);
  }

  @Test
  void statistics_areGroupedByTheNameOfTheLeader() {
    fill(300);
    Map<String, NodeStatistics> statistics = get(gateway(0).statistics(USERS, TIMEOUT));
    assertThat(statistics).containsOnlyKeys("node-1", "node-2", "node-3");
    assertThat(statistics.values()).allSatisfy(n -> assertThat(n.partitions()).isEqualTo(4));
    assertThat(statistics.values().stream().mapToLong(n -> n.statistics().entries()).sum())
        .isEqualTo(300);
  }

  @Test
  void drop_thenCreate_nothingComesBack() {
    get(gateway(0).execute(USERS, put("k", "v"), TIMEOUT));
    assertThat(get(gateway(1).drop(USERS, TIMEOUT))).isTrue();
    assertThat(get(gateway(2).drop(USERS, TIMEOUT))).isFalse();
    cluster.nodes.forEach(node -> assertThat(node.gateway.caches()).isEmpty());
    get(gateway(2).createIfAbsent(USERS, TIMEOUT));
    cluster.nodes.forEach(node -> assertThat(node.gateway.caches()).containsKey(USERS));
    assertThat(get(gateway(0).execute(USERS, read("k"), TIMEOUT))).isInstanceOf(Lookup.Miss.class);
  }

  @Test
  void configure_again_changesAndKeepsTheEntries() {
    get(gateway(0).execute(USERS, put("k", "v"), TIMEOUT));
    assertThat(get(gateway(2).configure(USERS, CacheConfig.DEFAULT, TIMEOUT))).isFalse();
    assertThat(get(gateway(0).execute(USERS, read("k"), TIMEOUT))).isInstanceOf(Lookup.Hit.class);
  }

  @Test
  void join_withoutCatalog_getsItFromTheOthers() {
    TestingNode late = cluster.join(4);
    assertThat(late.catalog.hasSynced()).isFalse();
    assertThat(get(late.gateway.execute(USERS, read("k"), TIMEOUT)))
        .isInstanceOf(Lookup.Miss.class);
    assertThat(late.catalog.hasSynced()).isTrue();
    assertThat(late.catalog.current()).isEqualTo(cluster.nodes.get(0).catalog.current());
  }

  private void fill(int entries) {
    List<KeyOperation<?>> operations = new ArrayList<>();
    for (int i = 0; i < entries; i++) {
      operations.add(put("key-" + i, "value"));
    }
    get(gateway(0).executeAll(USERS, operations, TIMEOUT));
  }

  private Gateway gateway(int node) {
    return cluster.nodes.get(node).gateway;
  }

  private static ListRequest page(int limit) {
    return new ListRequest(new Selector.All(), Optional.empty(), limit, false);
  }

  private static Get read(String key) {
    return new Get(CacheKey.of(key), true);
  }

  private static Put put(String key, String value) {
    byte[] bytes = value.getBytes(java.nio.charset.StandardCharsets.UTF_8);
    return new Put(
        CacheKey.of(key),
        CacheValue.owning(bytes, "text/plain"),
        Lifetime.INHERITED,
        Tags.NONE,
        Condition.ALWAYS);
  }

  private static <T> T get(CompletionStage<T> stage) {
    try {
      return stage.toCompletableFuture().get(10, SECONDS);
    } catch (Exception e) {
      throw new AssertionError("no answer: " + e, e);
    }
  }

  private static CacheException failure(CompletionStage<?> stage) {
    try {
      Object answer = stage.toCompletableFuture().get(10, SECONDS);
      throw new AssertionError("answered with " + answer);
    } catch (ExecutionException e) {
      return (CacheException) e.getCause();
    } catch (Exception e) {
      throw new AssertionError("no answer: " + e, e);
    }
  }
}
