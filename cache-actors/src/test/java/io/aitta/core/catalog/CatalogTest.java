package io.aitta.core.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.aitta.core.model.CacheConfig;
import io.aitta.core.model.CacheName;
import io.aitta.core.model.Version;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class CatalogTest {
  private static final CacheName NAME = new CacheName("c");

  @Property
  void merge_anyCatalogs_isCommutativeAssociativeAndIdempotent(@ForAll long seed) {
    Random random = new Random(seed);
    Catalog a = any(random);
    Catalog b = any(random);
    Catalog c = any(random);
    assertThat(a.merge(b)).isEqualTo(b.merge(a));
    assertThat(a.merge(b).merge(c)).isEqualTo(a.merge(b.merge(c)));
    assertThat(a.merge(a)).isSameAs(a);
    assertThat(a.merge(b).merge(b)).isEqualTo(a.merge(b));
    assertThat(a.merge(Catalog.EMPTY)).isSameAs(a);
    assertThat(a.merge(b).digest()).isEqualTo(b.merge(a).digest());
    assertThat(a.digest() == b.digest()).isEqualTo(a.equals(b));
  }

  @Test
  void configured_again_keepsTheIncarnation() {
    Catalog made = Catalog.EMPTY.configured(NAME, CacheConfig.DEFAULT, at(1));
    Catalog changed = made.configured(NAME, small(), at(2));
    assertThat(changed.idOf(NAME)).isEqualTo(made.idOf(NAME));
    assertThat(changed.configOf(new CacheId(NAME, at(1)))).contains(small());
  }

  @Test
  void dropped_thenMadeAgain_isAnotherIncarnation() {
    Catalog made = Catalog.EMPTY.configured(NAME, CacheConfig.DEFAULT, at(1));
    Catalog dropped = made.dropped(NAME, at(2));
    assertThat(dropped.idOf(NAME)).isEmpty();
    Catalog again = dropped.configured(NAME, CacheConfig.DEFAULT, at(3));
    assertThat(again.idOf(NAME)).contains(new CacheId(NAME, at(3)));
    assertThat(again.configOf(new CacheId(NAME, at(1)))).isEmpty();
  }

  @Test
  void merge_dropHeardLate_winsOverTheOlderLife() {
    Catalog made = Catalog.EMPTY.configured(NAME, CacheConfig.DEFAULT, at(1));
    Catalog dropped = made.dropped(NAME, at(2));
    assertThat(made.merge(dropped).idOf(NAME)).isEmpty();
    assertThat(dropped.merge(made).idOf(NAME)).isEmpty();
  }

  /** One change has one number, so equal versions stand for equal knowledge. */
  private static Catalog any(Random random) {
    Map<CacheName, CatalogEntry> entries = new HashMap<>();
    for (int i = random.nextInt(6); i > 0; i--) {
      int change = random.nextInt(8);
      Optional<CacheConfig> config = change % 3 == 0 ? Optional.empty() : Optional.of(small());
      entries.put(
          new CacheName("c" + random.nextInt(4)),
          new CatalogEntry(at(change / 2), at(change), config));
    }
    return Catalog.of(entries);
  }

  private static CacheConfig small() {
    return new CacheConfig(
        0, 0, 10, 10, CacheConfig.OnFull.REJECT, false, CacheConfig.Durability.NONE);
  }

  private static Version at(long sequence) {
    return new Version(1, sequence);
  }
}
