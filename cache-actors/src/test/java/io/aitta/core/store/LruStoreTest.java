package io.aitta.core.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.aitta.core.model.CacheKey;
import io.aitta.core.model.Entry;
import io.aitta.core.model.Lifespan;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class LruStoreTest {
  private final LruStore store = new LruStore(0);

  @Property(tries = 50)
  void anyUse_agreesWithALinkedHashMap(@ForAll long seed) {
    LruStore store = new LruStore(0);
    Map<CacheKey, Entry> expected = new LinkedHashMap<>(16, 0.75f, true);
    Random random = new Random(seed);
    for (int tick = 1; tick < 2000; tick++) {
      Entry entry = Entries.living(random.nextInt(200), Lifespan.ENDLESS, tick);
      switch (random.nextInt(5)) {
        case 0, 1 -> {
          store.put(entry, tick);
          expected.put(entry.key(), entry);
        }
        case 2 -> {
          Optional<Entry> used = store.markUsed(entry.key(), tick, tick);
          assertThat(used.isPresent()).isEqualTo(expected.get(entry.key()) != null);
          assertThat(used.map(Entry::lastAccess).orElse((long) tick)).isEqualTo(tick);
        }
        case 3 -> {
          store.remove(entry.key());
          expected.remove(entry.key());
        }
        default -> evict(store, expected);
      }
      assertSame(store, expected);
    }
  }

  @Test
  void put_again_replacesAndCountsItsBytes() {
    Entry small = Entries.of(1);
    store.put(small, 1);
    Entry other = Entries.ending(1, 500);
    store.put(other, 2);
    assertThat(store.size()).isEqualTo(1);
    assertThat(store.bytes()).isEqualTo(other.bytes());
    assertThat(store.victimTick()).isEqualTo(2);
  }

  @Test
  void expire_endedEntries_areShownOnce() {
    store.put(Entries.ending(1, 100), 1);
    store.put(Entries.ending(2, 200), 2);
    List<Entry> ended = new ArrayList<>();
    assertThat(store.expire(150, 10, ended::add)).isFalse();
    assertThat(store.expire(150, 10, ended::add)).isFalse();
    assertThat(ended).containsExactly(Entries.ending(1, 100));
  }

  @Test
  void put_longerLife_isNotShownAtTheFormerEnd() {
    store.put(Entries.ending(1, 100), 1);
    store.put(Entries.ending(1, 900), 2);
    List<Entry> ended = new ArrayList<>();
    store.expire(500, 10, ended::add);
    assertThat(ended).isEmpty();
    store.put(Entries.ending(1, 600), 3);
    store.expire(600, 10, ended::add);
    assertThat(ended).hasSize(1);
  }

  @Test
  void clear_leavesNothingBehind() {
    store.put(Entries.ending(1, 100), 1);
    store.clear();
    assertThat(store.size()).isZero();
    assertThat(store.bytes()).isZero();
    assertThat(store.victim()).isEmpty();
    assertThat(store.victimTick()).isEqualTo(EntryStore.NO_TICK);
    assertThat(store.find(Entries.key(1))).isEmpty();
    List<Entry> ended = new ArrayList<>();
    store.expire(1000, 10, ended::add);
    assertThat(ended).isEmpty();
  }

  private static void evict(LruStore store, Map<CacheKey, Entry> expected) {
    Optional<CacheKey> oldest = expected.keySet().stream().findFirst();
    assertThat(store.victim().map(Entry::key)).isEqualTo(oldest);
    oldest.ifPresent(store::remove);
    oldest.ifPresent(expected::remove);
  }

  private static void assertSame(LruStore store, Map<CacheKey, Entry> expected) {
    assertThat(store.size()).isEqualTo(expected.size());
    assertThat(store.bytes()).isEqualTo(expected.values().stream().mapToLong(Entry::bytes).sum());
  }
}
