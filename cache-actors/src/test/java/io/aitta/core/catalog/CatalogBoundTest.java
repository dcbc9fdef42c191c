package io.aitta.core.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.aitta.core.model.CacheConfig;
import io.aitta.core.model.CacheName;
import io.aitta.core.model.Version;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CatalogBoundTest {
  @Test
  void dropped_overTheBound_longestDroppedAreForgotten() {
    Catalog full = Catalog.of(dropped(0, Catalog.MAX_NAMES));
    CacheName one = new CacheName("one-more");
    Catalog more = full.dropped(one, new Version(2, 1));
    assertThat(more.entries())
        .hasSize(Catalog.MAX_NAMES)
        .containsKey(one)
        .doesNotContainKey(new CacheName("c0"))
        .containsKey(new CacheName("c1"));
  }

  @Test
  void merge_overTheBound_agreesInBothOrders() {
    Catalog one = Catalog.of(dropped(0, Catalog.MAX_NAMES));
    Catalog other = Catalog.of(dropped(5000, 12_000));
    assertThat(one.merge(other)).isEqualTo(other.merge(one));
    assertThat(one.merge(other).digest()).isEqualTo(other.merge(one).digest());
    assertThat(one.merge(other).merge(one)).isEqualTo(one.merge(other));
  }

  @Test
  void merge_overTheBound_keepsEveryCache() {
    CacheName old = new CacheName("old");
    Catalog live = Catalog.EMPTY.configured(old, CacheConfig.DEFAULT, new Version(0, 1));
    Catalog merged = live.merge(Catalog.of(dropped(0, Catalog.MAX_NAMES)));
    assertThat(merged.caches()).containsOnlyKeys(old);
    assertThat(merged.entries()).hasSize(Catalog.MAX_NAMES);
  }

  private static Map<CacheName, CatalogEntry> dropped(int from, int to) {
    Map<CacheName, CatalogEntry> entries = new HashMap<>();
    for (int i = from; i < to; i++) {
      Version at = new Version(1, i);
      entries.put(new CacheName("c" + i), new CatalogEntry(at, at, Optional.empty()));
    }
    return entries;
  }
}
