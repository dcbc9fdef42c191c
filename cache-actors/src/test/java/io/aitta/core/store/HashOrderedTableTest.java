package io.aitta.core.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.aitta.core.model.Entry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class HashOrderedTableTest {
  private final HashOrderedTable table = new HashOrderedTable();
  private final Map<Integer, Node> nodes = new HashMap<>();

  @Property(tries = 30)
  void insertAndRemove_anyOrder_agreesWithAMapAndWalksInHashOrder(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 3000) int steps) {
    HashOrderedTableTest test = new HashOrderedTableTest();
    TreeMap<Long, Entry> expected = new TreeMap<>(Long::compareUnsigned);
    Random random = new Random(seed);
    for (int step = 0; step < steps; step++) {
      int number = random.nextInt(1000);
      if (test.toggle(number)) {
        expected.put(Entries.key(number).hash(), Entries.of(number));
      } else {
        expected.remove(Entries.key(number).hash());
      }
      assertThat(test.table.size()).isEqualTo(expected.size());
      int probe = random.nextInt(1000);
      assertThat(test.table.find(Entries.key(probe))).isSameAs(test.nodes.get(probe));
    }
    assertThat(test.walk(7)).containsExactlyElementsOf(expected.values());
  }

  @Test
  void walk_whileTheTableGrows_showsWhatStaysExactlyOnce() {
    for (int i = 0; i < 500; i++) {
      toggle(i);
    }
    List<String> seen = new ArrayList<>();
    Optional<Long> next = Optional.of(0L);
    for (int added = 500; next.isPresent(); added += 40) {
      next = table.walk(next.get(), 5, entry -> seen.add(entry.key().toString()));
      for (int i = added; i < Math.min(5000, added + 40); i++) {
        toggle(i);
      }
    }
    assertThat(table.size()).isEqualTo(5000);
    assertThat(seen).doesNotHaveDuplicates();
    assertThat(seen).containsAll(IntStream.range(0, 500).mapToObj(i -> "k" + i).toList());
  }

  @Test
  void walk_entriesOfOneHash_areShownTogether() {
    toggle(1);
    Node twin = new Node(Entries.of(1));
    table.insert(twin);
    List<Entry> seen = new ArrayList<>();
    assertThat(table.walk(0, 1, seen::add)).contains(twin.hash + 1);
    assertThat(seen).hasSize(2);
  }

  @Test
  void walk_visitorHasEnough_stopsAfterThatEntry() {
    for (int i = 0; i < 100; i++) {
      toggle(i);
    }
    List<Entry> seen = new ArrayList<>();
    Optional<Long> next = table.walk(0, 1000, entry -> seen.add(entry) && seen.size() < 3);
    assertThat(seen).hasSize(3);
    assertThat(next).contains(seen.get(2).key().hash() + 1);
  }

  @Test
  void walk_fromTheLastHash_ends() {
    toggle(1);
    assertThat(table.walk(-1L, 10, entry -> true)).isEmpty();
  }

  @Test
  void walk_emptiedTable_looksIntoABoundedNumberOfBuckets() {
    for (int i = 0; i < 100_000; i++) {
      toggle(i);
    }
    for (int i = 0; i < 100_000; i++) {
      toggle(i);
    }
    int steps = 1;
    Optional<Long> next = table.walk(0, 1024, entry -> true);
    assertThat(next).isPresent();
    while (next.isPresent()) {
      next = table.walk(next.get(), 1024, entry -> true);
      steps++;
    }
    assertThat(steps).isEqualTo((1 << 17) / HashOrderedTable.MAX_BUCKETS_PER_WALK);
  }

  @Test
  void walk_hundredThousandEntries_showsNoMoreThanAskedForAStep() {
    for (int i = 0; i < 100_000; i++) {
      toggle(i);
    }
    Set<Entry> all = new HashSet<>();
    Optional<Long> next = Optional.of(0L);
    while (next.isPresent()) {
      List<Entry> step = new ArrayList<>();
      next = table.walk(next.get(), 1024, step::add);
      assertThat(step).hasSizeLessThanOrEqualTo(1024);
      all.addAll(step);
    }
    assertThat(all).hasSize(100_000);
  }

  /** Puts the node in or takes it out; says whether it is in then. */
  private boolean toggle(int number) {
    Node node = nodes.remove(number);
    if (node != null) {
      table.remove(node);
      return false;
    }
    Node added = new Node(Entries.of(number));
    nodes.put(number, added);
    table.insert(added);
    return true;
  }

  private List<Entry> walk(int most) {
    List<Entry> seen = new ArrayList<>();
    Optional<Long> next = Optional.of(0L);
    while (next.isPresent()) {
      next = table.walk(next.get(), most, seen::add);
    }
    return seen;
  }
}
