package io.aitta.core.replication.catchup;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.aitta.core.catalog.CacheId;
import io.aitta.core.catalog.Catalog;
import io.aitta.core.model.CacheConfig;
import io.aitta.core.model.CacheKey;
import io.aitta.core.model.CacheName;
import io.aitta.core.model.CacheValue;
import io.aitta.core.model.Condition;
import io.aitta.core.model.Lifetime;
import io.aitta.core.model.Tags;
import io.aitta.core.model.Version;
import io.aitta.core.operation.Put;
import io.aitta.core.partition.Partition;
import io.aitta.core.replication.catchup.CatchUpFeed.Numbered;
import io.aitta.core.replication.history.Change;
import io.aitta.core.replication.history.Copy;
import io.aitta.core.replication.history.RequestLimits;
import io.aitta.core.store.LruStore;
import io.aitta.core.store.NodeBudgets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CatchUpIntakeTest {
  private static final int KEYS = 40;
  private static final CacheName NAME = new CacheName("c");
  private static final Catalog CATALOG =
      Catalog.EMPTY.configured(NAME, CacheConfig.DEFAULT, new Version(1, 1));
  private static final CacheId CACHE = CATALOG.idOf(NAME).orElseThrow();

  /** Pieces of one entry each, three at a time. */
  private static final CatchUpLimits WIDE = new CatchUpLimits(1, 100_000, 3, 200, 200, 100_000);

  private final Copy primary = copy();
  private final Copy learner = copy();

  CatchUpIntakeTest() {
    primary.lead(1, 0);
    for (int i = 0; i < KEYS; i++) {
      put(i);
    }
  }

  @Test
  void items_inAnyOrder_makeTheSameCopy() {
    List<Numbered> items = itemsWithChanges();
    long seed = System.nanoTime();
    Collections.shuffle(items, new Random(seed));
    CatchUpIntake intake = new CatchUpIntake(WIDE, learner, item -> {});
    items.forEach(item -> intake.take(item, 0));
    assertThat(intake.hasEnded()).as("seed %d", seed).isTrue();
    assertThat(intake.number()).isEqualTo(items.size());
    assertThat(learner.head()).isEqualTo(primary.head());
    assertThat(learner.partition().bytes()).isEqualTo(primary.partition().bytes()).isPositive();
  }

  @Test
  void itemThatComesAgain_changesNothing() {
    List<Numbered> items = itemsWithChanges();
    CatchUpIntake intake = new CatchUpIntake(WIDE, learner, item -> {});
    for (Numbered item : items) {
      intake.take(items.get(items.size() - 1), 0);
      intake.take(item, 0);
      intake.take(item, 0);
    }
    assertThat(intake.number()).isEqualTo(items.size());
    assertThat(learner.partition().bytes()).isEqualTo(primary.partition().bytes());
  }

  @Test
  void itemTooFarAhead_hasToComeAgain() {
    CatchUpLimits narrow = new CatchUpLimits(1, 100_000, 100, 5, 100, 100_000);
    List<Numbered> items = itemsWithChanges();
    CatchUpIntake intake = new CatchUpIntake(narrow, learner, item -> {});
    intake.take(items.get(6), 0);
    items.subList(0, 6).forEach(item -> intake.take(item, 0));
    assertThat(intake.number()).isEqualTo(6);
    intake.take(items.get(6), 0);
    assertThat(intake.number()).isEqualTo(7);
  }

  @Test
  void itemsThatFindNoRoom_haveToComeAgain() {
    long entry = primary.partition().bytes() / KEYS;
    CatchUpLimits narrow = new CatchUpLimits(1, 2 * entry, 100, 100, 100, 100_000);
    List<Numbered> items = itemsWithChanges();
    CatchUpIntake intake = new CatchUpIntake(narrow, learner, item -> {});
    items.subList(1, 11).forEach(item -> intake.take(item, 0));
    intake.take(items.get(0), 0);
    assertThat(intake.number()).isBetween(2L, 4L);
    items.forEach(item -> intake.take(item, 0));
    assertThat(intake.hasEnded()).isTrue();
  }

  /** All steps of a catch-up, with a change after every few pieces. */
  private List<Numbered> itemsWithChanges() {
    CatchUpFeed feed = new CatchUpFeed(WIDE, primary, 0, 1);
    List<Numbered> items = new ArrayList<>(feed.unacknowledged());
    for (int i = 0; !feed.hasEnded(); i++) {
      items.addAll(feed.read(primary));
      if (!feed.hasEnded()) {
        items.add(feed.live(put(i)));
      }
    }
    return items;
  }

  private Change put(int number) {
    primary.execute(
        CACHE,
        new Put(
            CacheKey.of("k" + number),
            CacheValue.copyOf("v".repeat(number).getBytes(UTF_8), "text/plain"),
            Lifetime.INHERITED,
            Tags.NONE,
            Condition.ALWAYS),
        number);
    return primary.conclude(Optional.empty(), false, number).orElseThrow();
  }

  private static Copy copy() {
    return new Copy(
        sink ->
            new Partition(
                0, 0, () -> CATALOG, new NodeBudgets(), LruStore::new, (number, cache) -> {}, sink),
        RequestLimits.DEFAULT,
        (change, awaited) -> {});
  }
}
