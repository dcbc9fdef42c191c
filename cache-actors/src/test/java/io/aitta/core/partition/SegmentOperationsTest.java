package io.aitta.core.partition;

import static org.assertj.core.api.Assertions.assertThat;

import io.aitta.core.model.CacheConfig;
import io.aitta.core.model.CacheConfig.OnFull;
import io.aitta.core.model.CacheKey;
import io.aitta.core.model.CacheStatistics;
import io.aitta.core.model.Condition;
import io.aitta.core.model.Lifetime;
import io.aitta.core.model.ScanPosition;
import io.aitta.core.model.Selector;
import io.aitta.core.model.Tags;
import io.aitta.core.operation.Batch;
import io.aitta.core.operation.Get;
import io.aitta.core.operation.GetAndPut;
import io.aitta.core.operation.GetAndRemove;
import io.aitta.core.operation.Increment;
import io.aitta.core.operation.Invalidate;
import io.aitta.core.operation.KeyOperation;
import io.aitta.core.operation.ListPage;
import io.aitta.core.operation.Segment;
import io.aitta.core.partition.Effect.EntryRemoved;
import io.aitta.core.reply.BatchReply;
import io.aitta.core.reply.CountReply;
import io.aitta.core.reply.InvalidateReply;
import io.aitta.core.reply.Lookup;
import io.aitta.core.reply.OverBudget;
import io.aitta.core.reply.PageReply;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SegmentOperationsTest {
  private static final Selector PREFIX = new Selector.Prefixed(new byte[] {'k'});

  private final PartitionFixture node = new PartitionFixture(1, CacheConfig.DEFAULT);

  @Test
  void invalidate_writtenAfterItsFirstStep_stays() {
    fill(3000);
    InvalidateReply first = invalidate(PREFIX, Optional.empty());
    assertThat(first.removed()).isEqualTo(Segment.MAX_VISITED);
    for (int i = 0; i < 3000; i += 2) {
      node.put("k" + i);
    }
    long removed = first.removed();
    Optional<ScanPosition> next = first.next();
    while (next.isPresent()) {
      InvalidateReply step = invalidate(PREFIX, next);
      removed += step.removed();
      next = step.next();
    }
    assertThat(removed).isLessThan(3000);
    assertThat(node.statistics().entries()).isEqualTo(1500);
    assertThat(node.statistics().removals()).isEqualTo(removed);
  }

  @Test
  void invalidate_step_visitsABoundedNumber() {
    fill(100_000);
    Optional<ScanPosition> next = Optional.empty();
    int steps = 0;
    do {
      int before = node.effects.size();
      next = invalidate(new Selector.Prefixed(new byte[] {'k', '1'}), next).next();
      assertThat(node.effects.size() - before).isLessThanOrEqualTo(Segment.MAX_VISITED);
      steps++;
    } while (next.isPresent());
    assertThat(steps).isGreaterThanOrEqualTo(100_000 / Segment.MAX_VISITED);
  }

  @Test
  void invalidate_selected_tellsWhyTheyAreGone() {
    fill(1);
    invalidate(PREFIX, Optional.empty());
    assertThat(((EntryRemoved) node.effects.get(1)).cause())
        .isEqualTo(EntryRemoved.Cause.INVALIDATED);
  }

  @Test
  void invalidate_all_isOneEffectAndCountsWhatLived() {
    fill(100);
    node.run(PartitionFixture.living("ended", 10));
    node.now += 10;
    InvalidateReply reply = invalidate(new Selector.All(), Optional.empty());
    assertThat(reply).isEqualTo(new InvalidateReply(100, Optional.empty()));
    assertThat(node.effects.get(node.effects.size() - 1)).isInstanceOf(Effect.SegmentCleared.class);
    assertThat(node.budgets.bytes(node.cache())).isZero();
  }

  @Test
  void invalidate_all_whileManyHaveEnded_countsWhatLivedAlone() {
    for (int i = 0; i < 3000; i++) {
      node.run(PartitionFixture.living("ended" + i, 10));
    }
    fill(100);
    node.now += 10;
    long removed = 0;
    Optional<ScanPosition> from = Optional.empty();
    do {
      InvalidateReply step = invalidate(new Selector.All(), from);
      removed += step.removed();
      from = step.next();
    } while (from.isPresent());
    assertThat(removed).isEqualTo(100);
    assertThat(node.budgets.bytes(node.cache())).isZero();
  }

  @Test
  void listPage_selectsNothing_stopsAtABoundedNumberWithAPlaceToGoOn() {
    fill(5000);
    PageReply page = list(new Selector.Prefixed(new byte[] {'z'}), Optional.empty(), 10, 1000);
    assertThat(page.entries()).isEmpty();
    assertThat(page.next()).isPresent();
  }

  @Test
  void listPage_fewBytes_hasOneEntryAtLeast() {
    fill(10);
    PageReply page = list(new Selector.All(), Optional.empty(), 10, 1);
    assertThat(page.entries()).hasSize(1);
    assertThat(list(new Selector.All(), page.next(), 10, 1).entries())
        .hasSize(1)
        .doesNotContainAnyElementsOf(page.entries());
  }

  @Test
  void listPage_endedEntry_isNotShownAndGoes() {
    node.run(PartitionFixture.living("a", 10));
    node.now += 10;
    assertThat(list(new Selector.All(), Optional.empty(), 10, 1000).entries()).isEmpty();
    assertThat(node.budgets.entries(node.cache())).isZero();
  }

  @Test
  void getAndPut_countsAReadOnlyWhereItIsDone() {
    node.configure(PartitionFixture.limited(1, CacheConfig.UNLIMITED, OnFull.REJECT));
    assertThat(node.run(swap("a", 1))).isNotInstanceOf(OverBudget.class);
    assertThat(node.run(swap("a", 1))).isNotInstanceOf(OverBudget.class);
    assertThat(node.run(swap("b", 1))).isInstanceOf(OverBudget.class);
    assertThat(node.statistics().hits()).isEqualTo(1);
    assertThat(node.statistics().misses()).isEqualTo(1);
    assertThat(node.statistics().puts()).isEqualTo(2);
  }

  @Test
  void batch_ofLargeEntries_leavesTheLastOnesOut() {
    List<KeyOperation<?>> takes = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      node.run(PartitionFixture.put("large" + i, 50_000));
      takes.add(new GetAndRemove(CacheKey.of("large" + i)));
    }
    BatchReply reply = (BatchReply) node.run(new Batch(takes));
    assertThat(reply.replies()).hasSize(2).hasOnlyElementsOfType(Lookup.Hit.class);
    assertThat(node.get("large1")).isFalse();
    assertThat(node.get("large2")).isTrue();
  }

  @Test
  void batch_refusedInTheMiddle_goesOn() {
    Increment increment = new Increment(CacheKey.of("n"), 1, 0, Condition.ALWAYS);
    BatchReply reply =
        (BatchReply)
            node.run(
                new Batch(
                    List.of(
                        increment,
                        new Increment(CacheKey.of("n"), 1, 0, Condition.IF_ABSENT),
                        increment,
                        new Get(CacheKey.of("x"), true))));
    assertThat(((CountReply.Counted) reply.replies().get(2)).value()).isEqualTo(2);
    assertThat(reply.replies().get(3)).isEqualTo(new Lookup.Miss());
  }

  @Test
  void batch_answerTooLarge_endsBeforeIt() {
    int half = Batch.MAX_ANSWER_BYTES / 2 - 200;
    node.run(swap("a", half));
    node.run(swap("b", half));
    Increment increment = new Increment(CacheKey.of("n"), 1, 0, Condition.ALWAYS);
    BatchReply reply =
        (BatchReply)
            node.run(new Batch(List.of(get("a"), get("b"), increment, get("a"), increment)));
    assertThat(reply.replies()).hasSize(3);
    assertThat(((CountReply.Counted) node.run(increment)).value()).isEqualTo(2);
  }

  @Test
  void batch_valueLargerThanAnyAnswer_isNotReadAndNotCounted() {
    node.run(swap("c", Batch.MAX_ANSWER_BYTES));
    CacheStatistics before = node.statistics();
    assertThat(((BatchReply) node.run(new Batch(List.of(get("c"))))).replies()).isEmpty();
    assertThat(node.statistics()).isEqualTo(before);
    Batch withoutValue = new Batch(List.of(new Get(CacheKey.of("c"), false)));
    assertThat(((BatchReply) node.run(withoutValue)).replies()).hasSize(1);
  }

  private static Get get(String key) {
    return new Get(CacheKey.of(key), true);
  }

  private void fill(int count) {
    for (int i = 0; i < count; i++) {
      node.put("k" + i);
    }
  }

  private InvalidateReply invalidate(Selector selector, Optional<ScanPosition> from) {
    return (InvalidateReply) node.run(new Invalidate(selector, from));
  }

  private PageReply list(Selector selector, Optional<ScanPosition> from, int limit, long maxBytes) {
    return (PageReply) node.run(new ListPage(selector, from, limit, maxBytes, true));
  }

  private static GetAndPut swap(String key, int bytes) {
    return new GetAndPut(
        CacheKey.of(key), PartitionFixture.value(bytes), Lifetime.INHERITED, Tags.NONE);
  }
}
