package io.aitta.core.partition;

import static io.aitta.core.partition.PartitionFixture.limited;
import static org.assertj.core.api.Assertions.assertThat;

import io.aitta.core.model.CacheConfig;
import io.aitta.core.model.CacheConfig.OnFull;
import io.aitta.core.model.CacheKey;
import io.aitta.core.model.CacheStatistics;
import io.aitta.core.model.Condition;
import io.aitta.core.operation.Remove;
import io.aitta.core.reply.OverBudget;
import io.aitta.core.reply.StoreReply;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PartitionLimitsTest {
  private static final long ANY = CacheConfig.UNLIMITED;

  /** What an entry of {@link PartitionFixture#put} with a key of two letters counts. */
  private static final int EMPTY_ENTRY = 64 + 2 + 3;

  @ParameterizedTest
  @ValueSource(ints = {1, 10, 100, 1000})
  void put_evicting_neverGoesOverWhatIsTolerated(int limit) {
    PartitionFixture node = new PartitionFixture(16, limited(limit, ANY, OnFull.EVICT));
    Random random = new Random(limit);
    for (int i = 0; i < 5000; i++) {
      node.put("k" + i);
      assertThat(node.budgets.entries(node.cache()))
          .isLessThanOrEqualTo(limit + Math.max(16, limit / 20));
      if (random.nextInt(3) == 0) {
        node.deliver();
        assertThat(node.budgets.entries(node.cache())).isLessThanOrEqualTo(limit);
      }
    }
    node.deliver();
    CacheStatistics counted = node.statistics();
    assertThat(counted.entries()).isEqualTo(limit);
    assertThat(counted.evictions()).isEqualTo(5000 - limit);
  }

  @Test
  void put_nobodyEvictsForIt_staysBoundedAndSweepsMakeUp() {
    PartitionFixture node = new PartitionFixture(16, limited(1000, ANY, OnFull.EVICT));
    for (int i = 0; i < 5000; i++) {
      node.put("k" + i);
    }
    assertThat(node.asked).isNotEmpty().hasSizeLessThanOrEqualTo(16);
    assertThat(node.budgets.entries(node.cache())).isBetween(1001L, 1016L);
    node.sweepAll();
    assertThat(node.budgets.entries(node.cache())).isEqualTo(1000);
  }

  @Test
  void put_largeValue_evictsAsManyBytes() {
    PartitionFixture node = new PartitionFixture(1, limited(ANY, 100 * EMPTY_ENTRY, OnFull.EVICT));
    for (int i = 10; i < 99; i++) {
      node.run(PartitionFixture.put("" + i, 0));
    }
    node.run(PartitionFixture.put("zz", 50 * EMPTY_ENTRY));
    assertThat(node.budgets.bytes(node.cache())).isLessThanOrEqualTo(100 * EMPTY_ENTRY);
    assertThat(node.statistics().entries()).isBetween(48L, 50L);
    assertThat(node.get("zz")).isTrue();
    assertThat(node.get("10")).isFalse();
    assertThat(node.get("98")).isTrue();
  }

  @Test
  void put_hugeValueAmongMany_evictsABoundedNumberAStep() {
    PartitionFixture node =
        new PartitionFixture(1, limited(ANY, 200_000L * EMPTY_ENTRY, OnFull.EVICT));
    for (int i = 0; i < 100_000; i++) {
      node.put("k" + i);
    }
    node.effects.clear();
    node.run(PartitionFixture.put("zz", 190_000 * EMPTY_ENTRY));
    assertThat(node.effects).hasSize(1 + Evictor.MAX_EVICTED);
    boolean more = true;
    while (more) {
      int before = node.effects.size();
      more = node.only().sweep(node.now);
      assertThat(node.effects.size() - before).isLessThanOrEqualTo(Evictor.MAX_EVICTED);
    }
    assertThat(node.budgets.bytes(node.cache())).isLessThanOrEqualTo(200_000L * EMPTY_ENTRY);
    assertThat(node.get("zz")).isTrue();
  }

  @Test
  void put_hugeValueAmongMany_evictsOnInLaterTurns() {
    PartitionFixture node =
        new PartitionFixture(1, limited(ANY, 20_000L * EMPTY_ENTRY, OnFull.EVICT));
    for (int i = 0; i < 10_000; i++) {
      node.put("k" + i);
    }
    node.run(PartitionFixture.put("zz", 19_000 * EMPTY_ENTRY));
    while (!node.asked.isEmpty()) {
      assertThat(node.asked).hasSize(1);
      node.effects.clear();
      node.only().evictFor(node.cache(), node.now + node.asked.poll());
      assertThat(node.effects).hasSizeLessThanOrEqualTo(Evictor.MAX_EVICTED);
    }
    assertThat(node.budgets.bytes(node.cache())).isLessThanOrEqualTo(20_000L * EMPTY_ENTRY);
    assertThat(node.get("zz")).isTrue();
  }

  @Test
  void put_sampledAcrossPartitions_hitsAsOftenAsOneLru() {
    int limit = 2000;
    PartitionFixture node = new PartitionFixture(22, limited(limit, ANY, OnFull.EVICT));
    Map<String, Boolean> reference = new LinkedHashMap<>(16, 0.75f, true);
    Random random = new Random(42);
    int requests = 200_000;
    int hits = 0;
    int referenceHits = 0;
    for (int i = 0; i < requests; i++) {
      String key = "k" + skewed(random);
      if (node.get(key)) {
        hits++;
      } else {
        node.put(key);
        node.deliver();
      }
      if (reference.get(key) != null) {
        referenceHits++;
      } else {
        reference.put(key, true);
        if (reference.size() > limit) {
          reference.remove(reference.keySet().iterator().next());
        }
      }
    }
    assertThat(100.0 * hits / requests).isBetween(20.0, 80.0);
    assertThat(100.0 * Math.abs(hits - referenceHits) / requests).isLessThan(0.2);
  }

  @Test
  void put_rejecting_refusesWhatIsNewAndWhatGrows() {
    PartitionFixture node = new PartitionFixture(4, limited(3, 3 * EMPTY_ENTRY, OnFull.REJECT));
    for (String key : new String[] {"aa", "bb", "cc"}) {
      assertThat(node.run(node.of(key), PartitionFixture.put(key, 0)))
          .isInstanceOf(StoreReply.Created.class);
    }
    assertThat(node.run(node.of("dd"), PartitionFixture.put("dd", 0)))
        .isInstanceOf(OverBudget.class);
    assertThat(node.run(node.of("aa"), PartitionFixture.put("aa", 1)))
        .isInstanceOf(OverBudget.class);
    assertThat(node.run(node.of("aa"), PartitionFixture.put("aa", 0)))
        .isInstanceOf(StoreReply.Replaced.class);
    assertThat(node.budgets.entries(node.cache())).isEqualTo(3);
    assertThat(node.budgets.bytes(node.cache())).isEqualTo(3 * EMPTY_ENTRY);
    node.run(node.of("aa"), new Remove(CacheKey.of("aa"), Condition.ALWAYS));
    assertThat(node.run(node.of("dd"), PartitionFixture.put("dd", 0)))
        .isInstanceOf(StoreReply.Created.class);
    assertThat(node.statistics().evictions()).isZero();
  }

  @Test
  void put_rejecting_expiredEntriesMakeRoomFirst() {
    PartitionFixture node = new PartitionFixture(1, limited(2, ANY, OnFull.REJECT));
    node.run(PartitionFixture.living("a", 10));
    node.run(PartitionFixture.living("b", 20));
    assertThat(node.put("c")).isInstanceOf(OverBudget.class);
    node.now += 10;
    assertThat(node.put("c")).isInstanceOf(StoreReply.Created.class);
    assertThat(node.put("d")).isInstanceOf(OverBudget.class);
    assertThat(node.statistics().expirations()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void put_largerThanTheNodesShare_isRefusedAndEvictsNothing(boolean evicting) {
    OnFull onFull = evicting ? OnFull.EVICT : OnFull.REJECT;
    PartitionFixture node = new PartitionFixture(2, limited(ANY, 2000, onFull));
    node.budgets.leads(1, 2);
    node.put("a");
    assertThat(node.run(PartitionFixture.put("zz", 1000 - EMPTY_ENTRY + 1)))
        .isInstanceOfSatisfying(
            OverBudget.class, r -> assertThat(r.reason()).contains("1001 bytes", "'c'", "1000"));
    assertThat(node.get("a")).isTrue();
    assertThat(node.statistics().evictions()).isZero();
    assertThat(node.effects).hasSize(1);
  }

  @Test
  void configured_smaller_isShrunkInBoundedSteps() {
    PartitionFixture node = new PartitionFixture(4, CacheConfig.DEFAULT);
    for (int i = 0; i < 20_000; i++) {
      node.put("k" + i);
    }
    node.configure(limited(100, ANY, OnFull.EVICT));
    node.effects.clear();
    int before = 0;
    boolean more = true;
    while (more) {
      more = false;
      for (Partition partition : node.partitions) {
        more |= partition.sweep(node.now);
        assertThat(node.effects.size() - before).isLessThanOrEqualTo(Evictor.MAX_EVICTED);
        before = node.effects.size();
      }
    }
    assertThat(node.budgets.entries(node.cache())).isEqualTo(100);
    for (Partition partition : node.partitions) {
      assertThat(node.statistics(partition).entries()).isBetween(1L, 60L);
    }
  }

  @Test
  void configured_smallerAndRejecting_keepsWhatIsThere() {
    PartitionFixture node = new PartitionFixture(1, CacheConfig.DEFAULT);
    for (int i = 0; i < 100; i++) {
      node.put("k" + i);
    }
    node.configure(limited(10, ANY, OnFull.REJECT));
    node.sweepAll();
    assertThat(node.statistics().entries()).isEqualTo(100);
    assertThat(node.put("new")).isInstanceOf(OverBudget.class);
    assertThat(node.put("k1")).isInstanceOf(StoreReply.Replaced.class);
  }

  @Test
  void evictFor_nodeHasRoomAgain_evictsNothing() {
    PartitionFixture node = new PartitionFixture(2, limited(100, ANY, OnFull.EVICT));
    for (int i = 0; i < 100 || node.asked.isEmpty(); i++) {
      node.put("k" + i);
    }
    node.configure(limited(200, ANY, OnFull.EVICT));
    node.effects.clear();
    node.deliver();
    assertThat(node.effects).isEmpty();
    node.configure(limited(100, ANY, OnFull.EVICT));
    for (int i = 0; i < 10; i++) {
      node.put("more" + i);
      node.deliver();
    }
    assertThat(node.statistics().entries()).isEqualTo(100);
  }

  private static long skewed(Random random) {
    return (long) (20_000 * Math.pow(random.nextDouble(), 4));
  }
}
