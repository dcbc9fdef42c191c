package io.aitta.routing;

import static io.aitta.routing.Calls.answer;
import static io.aitta.routing.Calls.failure;
import static io.aitta.routing.Calls.page;
import static io.aitta.routing.Calls.put;
import static io.aitta.routing.Calls.read;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.aitta.core.model.CacheConfig;
import io.aitta.core.model.CacheKey;
import io.aitta.core.model.CacheName;
import io.aitta.core.model.Condition;
import io.aitta.core.model.Selector;
import io.aitta.core.operation.Increment;
import io.aitta.core.operation.KeyOperation;
import io.aitta.core.reply.CountReply;
import io.aitta.core.reply.Lookup;
import io.aitta.core.reply.StoreReply;
import io.aitta.gateway.Attempt;
import io.aitta.gateway.CacheNotFoundException;
import io.aitta.gateway.Gateway;
import io.aitta.gateway.ListCursor;
import io.aitta.gateway.ListRequest;
import io.aitta.gateway.Listing;
import io.aitta.gateway.ListingInterruptedException;
import io.aitta.gateway.NodeStatistics;
import io.aitta.gateway.UnavailableException;
import io.aitta.protocol.CatalogPush;
import io.aitta.routing.TestingNetwork.Fate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ClusterGatewayTest {
  private static final CacheName USERS = new CacheName("users");
  private static final Duration TIMEOUT = Duration.ofSeconds(60);

  private final TestingCluster cluster = new TestingCluster(3, 12);

  @BeforeEach
  void createCache() {
    assertThat(answer(gateway(0).configure(USERS, CacheConfig.DEFAULT, TIMEOUT))).isTrue();
  }

  @AfterEach
  void close() {
    cluster.close();
  }

  @Test
  void put_onOneNode_isReadOnAll() {
    for (int i = 0; i < 50; i++) {
      assertThat(answer(gateway(i % 3).execute(USERS, put("k" + i, "v" + i), TIMEOUT)))
          .isInstanceOf(StoreReply.Created.class);
    }
    for (TestingNode node : cluster.nodes) {
      for (int i = 0; i < 50; i++) {
        assertThat(answer(node.gateway.execute(USERS, read("k" + i), TIMEOUT)).entry()).isPresent();
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
    List<Attempt> attempts = answer(gateway(2).executeAll(USERS, operations, TIMEOUT));
    assertThat(attempts).hasSize(3000);
    for (int i = 0; i < 3000; i++) {
      CountReply.Counted counted =
          (CountReply.Counted) ((Attempt.Answered) attempts.get(i)).reply();
      assertThat(counted.value()).isEqualTo(i / 7 + 1);
    }
  }

  @Test
  void executeAll_nothing_answersNothing() {
    assertThat(answer(gateway(0).executeAll(USERS, List.of(), TIMEOUT))).isEmpty();
  }

  @Test
  void executeAll_unknownCache_failsEach() {
    List<Attempt> attempts =
        answer(
            gateway(0).executeAll(new CacheName("nobody"), List.of(read("a"), read("b")), TIMEOUT));
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
      Listing listing = answer(gateway(at++ % 3).list(USERS, request, TIMEOUT));
      listing.entries().forEach(hit -> keys.add(hit.found().key().toString()));
      cursor = listing.next();
    } while (cursor.isPresent());
    assertThat(keys).hasSize(500).doesNotHaveDuplicates();
  }

  @Test
  void list_largeValues_endsEarlyWithACursor() {
    for (int i = 0; i < 20; i++) {
      answer(gateway(0).execute(USERS, put("k" + i, "x".repeat(1 << 20)), TIMEOUT));
    }
    ListRequest request = new ListRequest(new Selector.All(), Optional.empty(), 1000, true);
    Listing listing = answer(gateway(1).list(USERS, request, TIMEOUT));
    assertThat(listing.entries()).hasSizeBetween(7, 9);
    assertThat(listing.next()).isPresent();
  }

  @Test
  void list_leaderChangesInsideAPartition_isInterrupted() {
    fill(500);
    Listing first = answer(gateway(0).list(USERS, page(5), TIMEOUT));
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
    Selector prefix = new Selector.Prefixed("key-1".getBytes(UTF_8));
    long expected = IntStream.range(0, 5000).filter(i -> ("" + i).startsWith("1")).count();
    assertThat(answer(gateway(1).invalidate(USERS, prefix, TIMEOUT))).isEqualTo(expected);
    assertThat(answer(gateway(1).invalidate(USERS, prefix, TIMEOUT))).isZero();
    assertThat(answer(gateway(1).invalidate(USERS, new Selector.All(), TIMEOUT)))
        .isEqualTo(5000 - expected);
  }

  @Test
  void statistics_areGroupedByTheNameOfTheLeader() {
    fill(300);
    Map<String, NodeStatistics> statistics = answer(gateway(0).statistics(USERS, TIMEOUT));
    assertThat(statistics).containsOnlyKeys("node-1", "node-2", "node-3");
    assertThat(statistics.values()).allSatisfy(n -> assertThat(n.partitions()).isEqualTo(4));
    assertThat(statistics.values().stream().mapToLong(n -> n.statistics().entries()).sum())
        .isEqualTo(300);
  }

  @Test
  void drop_thenCreate_nothingComesBack() {
    answer(gateway(0).execute(USERS, put("k", "v"), TIMEOUT));
    assertThat(answer(gateway(1).drop(USERS, TIMEOUT))).isTrue();
    assertThat(answer(gateway(2).drop(USERS, TIMEOUT))).isFalse();
    cluster.nodes.forEach(node -> assertThat(node.gateway.caches()).isEmpty());
    answer(gateway(2).createIfAbsent(USERS, TIMEOUT));
    cluster.nodes.forEach(node -> assertThat(node.gateway.caches()).containsKey(USERS));
    assertThat(answer(gateway(0).execute(USERS, read("k"), TIMEOUT)))
        .isInstanceOf(Lookup.Miss.class);
  }

  @Test
  void configure_again_changesAndKeepsTheEntries() {
    answer(gateway(0).execute(USERS, put("k", "v"), TIMEOUT));
    assertThat(answer(gateway(2).configure(USERS, CacheConfig.DEFAULT, TIMEOUT))).isFalse();
    assertThat(answer(gateway(0).execute(USERS, read("k"), TIMEOUT)))
        .isInstanceOf(Lookup.Hit.class);
  }

  @Test
  void join_withoutCatalog_getsItFromTheOthers() {
    cluster.network.weather(
        (from, to, message) -> message instanceof CatalogPush ? Fate.LOST : Fate.DELIVERED);
    TestingNode late = cluster.join(4);
    assertThat(late.catalog.hasSynced()).isFalse();
    assertThatThrownBy(late.gateway::caches).isInstanceOf(UnavailableException.class);
    cluster.network.weather((from, to, message) -> Fate.DELIVERED);
    assertThat(answer(late.gateway.execute(USERS, read("k"), TIMEOUT)))
        .isInstanceOf(Lookup.Miss.class);
    await().atMost(30, SECONDS).until(late.catalog::hasSynced);
    assertThat(late.gateway.caches()).containsKey(USERS);
    assertThat(late.catalog.current()).isEqualTo(cluster.nodes.get(0).catalog.current());
  }

  private void fill(int entries) {
    List<KeyOperation<?>> operations = new ArrayList<>();
    for (int i = 0; i < entries; i++) {
      operations.add(put("key-" + i, "value"));
    }
    answer(gateway(0).executeAll(USERS, operations, TIMEOUT));
  }

  private Gateway gateway(int node) {
    return cluster.nodes.get(node).gateway;
  }
}
