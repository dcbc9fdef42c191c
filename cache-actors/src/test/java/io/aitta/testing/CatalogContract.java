package io.aitta.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aitta.core.model.CacheConfig;
import io.aitta.core.model.CacheConfig.OnFull;
import io.aitta.core.model.CacheKey;
import io.aitta.core.model.CacheName;
import io.aitta.core.model.CacheStatistics;
import io.aitta.core.model.Condition;
import io.aitta.core.model.Lifetime;
import io.aitta.core.model.Selector;
import io.aitta.core.model.Tags;
import io.aitta.core.model.Version;
import io.aitta.core.operation.Get;
import io.aitta.core.operation.GetAndPut;
import io.aitta.core.operation.Increment;
import io.aitta.core.reply.OverBudget;
import io.aitta.core.reply.StoreReply;
import io.aitta.gateway.CacheNotFoundException;
import io.aitta.gateway.ListRequest;
import java.time.Duration;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** What a gateway promises of caches, their limits and their statistics. */
interface CatalogContract extends GatewayFixture {
  Duration PATIENCE = Duration.ofMinutes(1);

  @Test
  default void configure_newThenKnown_tellsWhich() {
    CacheName name = freshCache();
    CacheConfig config = limited(1000, CacheConfig.UNLIMITED, OnFull.REJECT);
    assertThat(gateway().configuration(name)).isEmpty();
    assertThat(configure(name, config)).isTrue();
    assertThat(gateway().configuration(name)).contains(config);
    assertThat(gateway().caches()).containsEntry(name, config);
    assertThat(configure(name, CacheConfig.DEFAULT)).isFalse();
    assertThat(gateway().configuration(name)).contains(CacheConfig.DEFAULT);
  }

  @Test
  default void configure_again_keepsTheEntries() {
    CacheProbe cache = cache();
    cache.put("a", "1");
    configure(cache.cache(), limited(500, CacheConfig.UNLIMITED, OnFull.EVICT));
    assertThat(cache.getText("a")).contains("1");
  }

  @Test
  default void createIfAbsent_known_isLeftAlone() {
    CacheConfig config = limited(1000, 100_000, OnFull.REJECT);
    CacheProbe cache = cache(config);
    CacheProbe.await(gateway().createIfAbsent(cache.cache(), CacheProbe.TIMEOUT));
    assertThat(gateway().configuration(cache.cache())).contains(config);
    CacheName other = freshCache();
    CacheProbe.await(gateway().createIfAbsent(other, CacheProbe.TIMEOUT));
    assertThat(gateway().configuration(other)).contains(CacheConfig.DEFAULT);
  }

  @Test
  default void unknownCache_anyCall_isNotFound() {
    CacheProbe cache = new CacheProbe(gateway(), freshCache());
    assertNotFound(() -> cache.getText("a"));
    assertNotFound(() -> cache.put("a", "1"));
    assertNotFound(() -> cache.invalidate(new Selector.All()));
    assertNotFound(
        () -> cache.list(new ListRequest(new Selector.All(), Optional.empty(), 10, false)));
    assertNotFound(cache::statistics);
    assertThat(gateway().caches()).doesNotContainKey(cache.cache());
  }

  @Test
  default void drop_known_takesItsEntriesAlong() {
    CacheProbe cache = cache();
    cache.put("a", "1");
    assertThat(drop(cache.cache())).isTrue();
    assertThat(drop(cache.cache())).isFalse();
    assertThat(gateway().configuration(cache.cache())).isEmpty();
    assertNotFound(() -> cache.getText("a"));
  }

  @Test
  default void drop_andMadeAgain_isEmptyAndVersionsGoOn() {
    CacheProbe cache = cache();
    Version before = cache.stored("a", "1");
    drop(cache.cache());
    assertThat(configure(cache.cache(), CacheConfig.DEFAULT)).isTrue();
    assertThat(cache.getText("a")).isEmpty();
    assertThat(cache.keys(new Selector.All(), 10)).isEmpty();
    CacheStatistics fresh = cache.statistics();
    assertThat(fresh.entries() + fresh.bytes() + fresh.puts()).isZero();
    assertThat(cache.stored("a", "1")).isGreaterThan(before);
  }

  @Test
  default void statistics_countWhatWasDone() {
    CacheProbe cache = cache();
    cache.put("a", "1");
    cache.put("a", "2");
    cache.put("a", "3", Condition.IF_ABSENT);
    cache.put("b", "1");
    cache.getText("a");
    cache.execute(new Get(CacheKey.of("a"), false));
    cache.getText("nobody");
    cache.increment("n", 1, 0);
    cache.execute(
        new GetAndPut(CacheKey.of("n"), CacheProbe.text("2"), Lifetime.INHERITED, Tags.NONE));
    cache.keys(new Selector.All(), 10);
    cache.lifetime("a");
    cache.remove("b");
    cache.remove("b");
    cache.execute(new Increment(CacheKey.of("a"), 1, 0, Condition.ALWAYS));
    cache.invalidate(new Selector.Prefixed(new byte[] {'n'}));
    CacheStatistics counted = cache.statistics();
    assertThat(counted).isEqualTo(new CacheStatistics(1, 64 + 1 + 1 + 10, 3, 1, 6, 2, 0, 0));
  }

  @Test
  default void statistics_expiredEntries_areNotCounted() {
    CacheProbe cache = cache();
    for (int i = 0; i < 20; i++) {
      cache.put("k" + i, "1", Lifetime.INHERITED.withTimeToLive(20));
    }
    cache.put("stays", "1");
    letPass(Duration.ofMillis(40));
    Awaitility.await().atMost(PATIENCE).until(() -> cache.statistics().expirations() == 20);
    assertThat(cache.statistics().entries()).isEqualTo(1);
    assertThat(cache.statistics().removals()).isZero();
  }

  @Test
  default void maxEntries_evicting_holdsWithinBounds() {
    CacheProbe cache = cache(limited(200, CacheConfig.UNLIMITED, OnFull.EVICT));
    int gone = 0;
    for (int i = 0; i < 1000; i++) {
      assertThat(cache.put("k" + i, "1")).isInstanceOf(StoreReply.Created.class);
      gone += cache.getText("k" + i).isPresent() ? 0 : 1;
    }
    assertThat(gone)
        .as("new entries that had to make room, alone in their partition")
        .isLessThan(10);
    Awaitility.await().atMost(PATIENCE).untilAsserted(() -> assertEvicted(cache, 1000));
  }

  private static void assertEvicted(CacheProbe cache, long written) {
    CacheStatistics counted = cache.statistics();
    assertThat(counted.entries()).isBetween(150L, 216L);
    assertThat(counted.evictions()).isEqualTo(written - counted.entries());
  }

  @Test
  default void maxEntries_lowered_evictsTheRest() {
    CacheProbe cache = cache();
    for (int i = 0; i < 1000; i++) {
      cache.put("k" + i, "1");
    }
    configure(cache.cache(), limited(300, CacheConfig.UNLIMITED, OnFull.EVICT));
    Awaitility.await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(cache.statistics().entries()).isBetween(200L, 316L));
  }

  @Test
  default void maxEntries_rejecting_refusesNewOnesOnly() {
    CacheProbe cache = cache(limited(50, CacheConfig.UNLIMITED, OnFull.REJECT));
    int refused = 0;
    String kept = "";
    for (int i = 0; i < 200; i++) {
      if (cache.put("k" + i, "1") instanceof OverBudget) {
        refused++;
      } else {
        kept = "k" + i;
      }
    }
    assertThat(cache.statistics().entries()).isEqualTo(200 - refused).isLessThanOrEqualTo(66);
    assertThat(cache.statistics().evictions()).isZero();
    assertThat(cache.put(kept, "2")).isInstanceOf(StoreReply.Replaced.class);
  }

  @Test
  default void maxBytes_entryLargerThanAll_isRefused() {
    CacheProbe cache = cache(limited(CacheConfig.UNLIMITED, 10_000, OnFull.EVICT));
    cache.put("a", "1");
    assertThat(cache.put("b", "x".repeat(10_000))).isInstanceOf(OverBudget.class);
    assertThat(cache.getText("a")).contains("1");
    assertThat(cache.getText("b")).isEmpty();
    assertThat(cache.statistics().evictions()).isZero();
  }

  private static CacheConfig limited(long maxEntries, long maxBytes, OnFull onFull) {
    CacheConfig config = CacheConfig.DEFAULT;
    return new CacheConfig(
        config.timeToLiveMillis(),
        config.maxIdleMillis(),
        maxEntries,
        maxBytes,
        onFull,
        config.replicated(),
        config.durability());
  }

  private static void assertNotFound(Runnable call) {
    assertThatThrownBy(call::run).isInstanceOf(CacheNotFoundException.class);
  }

  private boolean configure(CacheName name, CacheConfig config) {
    return CacheProbe.await(gateway().configure(name, config, CacheProbe.TIMEOUT));
  }

  private boolean drop(CacheName name) {
    return CacheProbe.await(gateway().drop(name, CacheProbe.TIMEOUT));
  }
}
