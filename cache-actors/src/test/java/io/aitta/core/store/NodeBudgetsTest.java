package io.aitta.core.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aitta.core.catalog.CacheId;
import io.aitta.core.model.CacheConfig;
import io.aitta.core.model.CacheConfig.OnFull;
import io.aitta.core.model.CacheName;
import io.aitta.core.model.Version;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NodeBudgetsTest {
  private static final CacheId CACHE = new CacheId(new CacheName("c"), new Version(1, 1));
  private static final CacheConfig HUNDRED = limited(100, CacheConfig.UNLIMITED);

  private final NodeBudgets budgets = new NodeBudgets();

  @ParameterizedTest
  @CsvSource({
    "100, 64, 64, 100",
    "100, 32, 64, 50",
    "100, 21, 64, 32",
    "1, 21, 64, 1",
    "7, 0, 64, 1"
  })
  void limits_areTheNodesPart(long limit, int led, int of, long part) {
    NodeLimits limits = NodeLimits.of(limited(limit, limit), led, of);
    assertThat(limits.entries()).isEqualTo(part);
    assertThat(limits.bytes()).isEqualTo(part);
  }

  @Test
  void limits_none_stayNoneAndLargeOnesDoNotOverflow() {
    assertThat(NodeLimits.of(CacheConfig.DEFAULT, 1, 64).areNone()).isTrue();
    long large = CacheConfig.UNLIMITED - 1;
    assertThat(NodeLimits.of(limited(large, large), 32, 64).bytes()).isEqualTo(large / 2);
  }

  @Test
  void limits_ofAllNodes_toleratedOvershootStaysWithinTheContract() {
    for (long limit : new long[] {1, 10, 100, 320, 1000, 100_000}) {
      CacheConfig config = limited(limit, limit);
      long most = 0;
      for (int led : new int[] {22, 21, 21}) {
        NodeLimits limits = NodeLimits.of(config, led, 64);
        most += limits.entries() + 2 * limits.slackEntries();
      }
      assertThat(most - limit).isLessThanOrEqualTo(Math.max(16, limit / 20));
    }
  }

  @Test
  void leads_outOfBounds_isRefused() {
    assertThatThrownBy(() -> budgets.leads(-1, 64)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> budgets.leads(65, 64)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> budgets.leads(0, 0)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void settle_severalPartitions_sumUpAndCloseGivesBack() {
    PartitionAccount first = budgets.open(CACHE, HUNDRED, 1);
    PartitionAccount second = budgets.open(CACHE, HUNDRED, 2);
    LruStore store = storeOf(3);
    first.settle(store);
    second.settle(store);
    assertThat(budgets.entries(CACHE)).isEqualTo(6);
    assertThat(budgets.bytes(CACHE)).isEqualTo(2 * store.bytes());
    store.remove(Entries.key(0));
    first.settle(store);
    assertThat(budgets.entries(CACHE)).isEqualTo(5);
    second.close();
    assertThat(budgets.entries(CACHE)).isEqualTo(2);
    first.close();
    assertThat(budgets.entries(CACHE)).isZero();
    assertThat(budgets.bytes(CACHE)).isZero();
  }

  @Test
  void reserve_full_isRefusedAndChangesNothing() {
    PartitionAccount account = budgets.open(CACHE, limited(2, 1000), 1);
    assertThat(account.reserve(1, 900)).isTrue();
    assertThat(account.reserve(1, 101)).isFalse();
    assertThat(budgets.entries(CACHE)).isEqualTo(1);
    assertThat(account.reserve(1, 100)).isTrue();
    assertThat(account.reserve(1, -500)).isFalse();
    assertThat(budgets.bytes(CACHE)).isEqualTo(1000);
    assertThat(account.reserve(0, -500)).isTrue();
    assertThat(budgets.bytes(CACHE)).isEqualTo(500);
  }

  @Test
  void leads_fewerPartitions_lowersTheLimitAtOnce() {
    PartitionAccount account = budgets.open(CACHE, HUNDRED, 1);
    account.settle(storeOf(60));
    assertThat(account.needsRoom()).isFalse();
    budgets.leads(32, 64);
    assertThat(account.needsRoom()).isTrue();
    assertThat(account.partOfExcess()).isEqualTo(10);
  }

  @Test
  void ask_repeatedly_countsAsOneThatIsGone() {
    PartitionAccount account = budgets.open(CACHE, HUNDRED, 1);
    account.settle(storeOf(101));
    assertThat(account.needsRoom()).isTrue();
    assertThat(account.ask()).isTrue();
    assertThat(account.ask()).isFalse();
    assertThat(account.needsRoom()).isFalse();
    assertThat(account.isOver()).isTrue();
    assertThat(account.takeAsked()).isTrue();
    assertThat(account.takeAsked()).isFalse();
    assertThat(account.needsRoom()).isTrue();
    assertThat(account.ask()).isTrue();
  }

  @Test
  void olderThan_asked_isNotAskedAgain() {
    PartitionAccount own = budgets.open(CACHE, HUNDRED, 1);
    PartitionAccount other = budgets.open(CACHE, HUNDRED, 2);
    other.publish(5);
    SplittableRandom random = new SplittableRandom(1);
    assertThat(own.olderThan(9, random)).contains(other);
    other.ask();
    assertThat(own.olderThan(9, random)).isEmpty();
    other.takeAsked();
    assertThat(own.olderThan(9, random)).contains(other);
  }

  @Test
  void close_withWhatItWasAsked_forgetsIt() {
    PartitionAccount leaving = budgets.open(CACHE, HUNDRED, 1);
    PartitionAccount staying = budgets.open(CACHE, HUNDRED, 2);
    leaving.ask();
    leaving.close();
    assertThat(leaving.ask()).isFalse();
    staying.settle(storeOf(101));
    assertThat(staying.needsRoom()).isTrue();
  }

  @Test
  void needsRoom_moreAskedForThanThereIs_isNoOverflow() {
    PartitionAccount account = budgets.open(CACHE, CacheConfig.DEFAULT, 1);
    for (int i = 2; i < 10; i++) {
      budgets.open(CACHE, CacheConfig.DEFAULT, i).ask();
    }
    assertThat(account.needsRoom()).isFalse();
    assertThat(account.partOfExcess()).isZero();
  }

  @Test
  void olderThan_manyPartitions_findsAnOlderOne() {
    PartitionAccount own = budgets.open(CACHE, HUNDRED, 0);
    own.publish(50);
    for (int i = 1; i < 64; i++) {
      PartitionAccount other = budgets.open(CACHE, HUNDRED, i);
      if (i == 40 || i == 41) {
        other.publish(i);
      }
    }
    SplittableRandom random = new SplittableRandom(1);
    assertThat(own.olderThan(50, random).map(PartitionAccount::partition)).contains(40);
    assertThat(own.olderThan(40, random)).isEmpty();
  }

  @Test
  void nextTick_growsOverAllPartitionsOfALimitedCache() {
    PartitionAccount first = budgets.open(CACHE, HUNDRED, 1);
    PartitionAccount second = budgets.open(CACHE, HUNDRED, 2);
    long tick = first.nextTick();
    assertThat(second.nextTick()).isGreaterThan(tick);
    tick = first.nextTick();
    first.configure(CacheConfig.DEFAULT);
    assertThat(first.nextTick()).isEqualTo(tick);
  }

  private static LruStore storeOf(int entries) {
    LruStore store = new LruStore(0);
    for (int i = 0; i < entries; i++) {
      store.put(Entries.of(i), i);
    }
    return store;
  }

  private static CacheConfig limited(long maxEntries, long maxBytes) {
    return new CacheConfig(
        0, 0, maxEntries, maxBytes, OnFull.EVICT, true, CacheConfig.Durability.NONE);
  }
}
