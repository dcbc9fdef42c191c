package io.aitta.core.partition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aitta.core.catalog.CacheId;
import io.aitta.core.model.CacheConfig;
import io.aitta.core.model.CacheKey;
import io.aitta.core.model.CacheName;
import io.aitta.core.model.Version;
import io.aitta.core.operation.Get;
import io.aitta.core.operation.Touch;
import io.aitta.core.partition.Effect.EntryRemoved;
import java.util.List;
import org.junit.jupiter.api.Test;

class PartitionTest {
  private final PartitionFixture node = new PartitionFixture(1, CacheConfig.DEFAULT);

  @Test
  void execute_unknownCache_isEmptyAndDoesNothing() {
    CacheId unknown = new CacheId(new CacheName("other"), new Version(1, 1));
    assertThat(node.only().execute(unknown, PartitionFixture.put("a", 1), 0)).isEmpty();
    assertThat(node.effects).isEmpty();
  }

  @Test
  void execute_incarnationThatIsNoMore_isEmpty() {
    CacheId former = node.cache();
    node.put("a");
    node.drop();
    node.configure(CacheConfig.DEFAULT);
    assertThat(node.only().execute(former, new Get(CacheKey.of("a"), true), node.now)).isEmpty();
    assertThat(node.get("a")).isFalse();
  }

  @Test
  void execute_writes_areNumberedWithoutGaps() {
    node.put("a");
    node.put("a");
    node.run(new Touch(CacheKey.of("a")));
    node.run(PartitionFixture.living("b", 10));
    node.now += 10;
    node.get("b");
    assertThat(node.effects)
        .extracting(Effect::version)
        .containsExactly(
            new Version(7, 1),
            new Version(7, 2),
            new Version(7, 3),
            new Version(7, 4),
            new Version(7, 5));
    assertThat(node.only().version()).isEqualTo(new Version(7, 5));
  }

  @Test
  void execute_refusedOrReading_isNoEffect() {
    node.get("a");
    node.content(node.only());
    assertThat(node.effects).isEmpty();
    assertThat(node.only().version()).isEqualTo(new Version(7, 0));
  }

  @Test
  void copyThatHearsLate_thatACacheHasCopies_keepsItsEntriesWhenItLeads() {
    node.put("a");
    PartitionFixture other = new PartitionFixture(1, withoutCopies());
    other.only().follow();
    node.effects.forEach(effect -> other.only().apply(effect, node.now));
    other.configure(CacheConfig.DEFAULT);
    other.only().lead(8);
    assertThat(other.get("a")).isTrue();
  }

  private static CacheConfig withoutCopies() {
    return new CacheConfig(
        0,
        0,
        CacheConfig.UNLIMITED,
        CacheConfig.UNLIMITED,
        CacheConfig.OnFull.EVICT,
        false,
        CacheConfig.Durability.NONE);
  }

  @Test
  void read_endedEntry_isRemovedAsExpired() {
    node.run(PartitionFixture.living("a", 10));
    node.now += 9;
    assertThat(node.get("a")).isTrue();
    node.now++;
    assertThat(node.get("a")).isFalse();
    assertThat(node.effects.get(1))
        .isEqualTo(
            new EntryRemoved(
                node.cache(), new Version(7, 2), CacheKey.of("a"), EntryRemoved.Cause.EXPIRED));
    assertThat(node.statistics().expirations()).isEqualTo(1);
    assertThat(node.budgets.entries(node.cache())).isZero();
  }

  @Test
  void catalogChanged_dropped_givesBackAndTells() {
    CacheId cache = node.cache();
    node.put("a");
    node.drop();
    node.only().catalogChanged();
    assertThat(node.budgets.bytes(cache)).isZero();
    assertThat(node.effects.get(1)).isEqualTo(new Effect.SegmentDropped(cache, new Version(7, 2)));
  }

  @Test
  void close_givesBackItsShare() {
    node.put("a");
    CacheId cache = node.cache();
    assertThat(node.budgets.entries(cache)).isEqualTo(1);
    node.only().close();
    assertThat(node.budgets.entries(cache)).isZero();
    assertThat(node.effects).hasSize(1);
    assertThatThrownBy(() -> node.put("a"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("partition 0 of epoch 7 is closed");
  }

  @Test
  void sweep_manyEnded_isBoundedAStep() {
    for (int i = 0; i < 100_000; i++) {
      node.run(PartitionFixture.living("k" + i, 1 + i % 1000));
    }
    node.now += 1000;
    node.effects.clear();
    int steps = 0;
    boolean more = true;
    while (more) {
      int before = node.effects.size();
      more = node.only().sweep(node.now);
      assertThat(node.effects.size() - before).isLessThanOrEqualTo(CacheSegment.MAX_EXPIRED);
      steps++;
    }
    assertThat(node.effects).hasSize(100_000);
    assertThat(steps).isBetween(390, 393);
    assertThat(node.budgets.bytes(node.cache())).isZero();
  }

  @Test
  void sweep_manyCaches_goesRoundInSteps() {
    int caches = 3 * Partition.MAX_SWEPT_SEGMENTS;
    for (int i = 0; i < caches; i++) {
      CacheName name = new CacheName("c" + i);
      node.catalog = node.catalog.configured(name, CacheConfig.DEFAULT, new Version(2, i));
      CacheId cache = node.catalog.idOf(name).orElseThrow();
      node.only().execute(cache, PartitionFixture.living("a", 5), node.now);
    }
    node.now += 5;
    assertThat(node.only().sweep(node.now)).isTrue();
    assertThat(removals()).hasSize(Partition.MAX_SWEPT_SEGMENTS);
    assertThat(node.only().sweep(node.now)).isTrue();
    assertThat(node.only().sweep(node.now)).isFalse();
    assertThat(removals()).hasSize(caches);
  }

  @Test
  void apply_twiceOrOlder_changesNothing() {
    node.put("a");
    node.put("a");
    PartitionFixture copy = new PartitionFixture(1, CacheConfig.DEFAULT);
    copy.only().apply(node.effects.get(0), 0);
    copy.only().apply(node.effects.get(1), 0);
    copy.only().apply(node.effects.get(0), 0);
    assertThat(copy.only().version()).isEqualTo(new Version(7, 2));
    assertThat(copy.content(copy.only())).isEqualTo(node.content(node.only()));
    assertThat(copy.effects).isEmpty();
  }

  @Test
  void apply_dropped_givesBack() {
    node.put("a");
    CacheId cache = node.cache();
    PartitionFixture copy = new PartitionFixture(1, CacheConfig.DEFAULT);
    node.drop();
    node.only().catalogChanged();
    node.effects.forEach(effect -> copy.only().apply(effect, 0));
    assertThat(copy.budgets.entries(cache)).isZero();
    assertThat(copy.only().version()).isEqualTo(node.only().version());
  }

  private List<Effect> removals() {
    return node.effects.stream().filter(EntryRemoved.class::isInstance).toList();
  }
}
