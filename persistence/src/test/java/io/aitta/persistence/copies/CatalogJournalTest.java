package io.aitta.persistence.copies;

import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.typesafe.config.ConfigFactory;
import io.aitta.core.catalog.Catalog;
import io.aitta.core.model.CacheConfig;
import io.aitta.core.model.CacheName;
import io.aitta.core.model.Version;
import io.aitta.durability.UnreadableDiskException;
import io.aitta.persistence.table.DamagedStoreException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** The journal of the catalog over one that fails when the test wants it. */
class CatalogJournalTest {
  private static final String ID = "catalog@n";
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int SNAPSHOT_EVERY = 16;

  private final TestingStore store = new TestingStore();
  private TestingDiskNode node = new TestingDiskNode(store.settings());

  @AfterEach
  void stop() {
    node.close();
  }

  @Test
  void catalog_thatWasNeverKept_isEmpty() {
    assertThat(node.disk().catalog()).isEqualTo(Catalog.EMPTY);
  }

  @Test
  void latestCatalog_comesBack() throws Exception {
    keep(1);
    keep(2);
    restart();
    assertThat(node.disk().catalog()).isEqualTo(catalog(2));
    keep(3);
    restart();
    assertThat(node.disk().catalog()).isEqualTo(catalog(3));
  }

  @Test
  void wishesThatComeWhileOneIsWritten_areMetByOneWrite() throws Exception {
    node.disk().catalog();
    CompletableFuture<TestingStore.Fate> held = store.holdNext();
    CompletableFuture<Void> first = wish(1);
    await().atMost(PATIENCE).until(() -> store.writes() == 1);
    CompletableFuture<Void> second = wish(2);
    CompletableFuture<Void> third = wish(3);
    assertThat(first).isNotDone();

    CompletableFuture<TestingStore.Fate> next = store.holdNext();
    held.complete(TestingStore.Fate.STORED);
    await().atMost(PATIENCE).until(() -> store.writes() == 2);
    assertThat(first).isCompleted();
    assertThat(third).isNotDone();
    next.complete(TestingStore.Fate.STORED);

    second.get(60, TimeUnit.SECONDS);
    third.get(60, TimeUnit.SECONDS);
    assertThat(store.writes()).isEqualTo(2);
    restart();
    assertThat(node.disk().catalog()).isEqualTo(catalog(3));
  }

  @Test
  void snapshotsTakeThePlaceOfEvents_andOfOlderSnapshots() throws Exception {
    for (int version = 1; version < SNAPSHOT_EVERY; version++) {
      keep(version);
    }
    assertThat(store.snapshotNumbers(ID)).isEmpty();
    keep(SNAPSHOT_EVERY);
    awaitKept(new long[] {16}, new long[] {});
    for (int version = 17; version < 2 * SNAPSHOT_EVERY; version++) {
      keep(version);
    }
    awaitKept(new long[] {16}, LongStream.range(17, 32).toArray());
    keep(32);
    awaitKept(new long[] {32}, new long[] {});
    restart();
    assertThat(node.disk().catalog()).isEqualTo(catalog(32));
    keep(33);
    restart();
    assertThat(node.disk().catalog()).as("of an event after a snapshot").isEqualTo(catalog(33));
  }

  @Test
  void snapshotThatFails_leavesTheEvents() throws Exception {
    store.failNextSnapshot();
    for (int version = 1; version <= SNAPSHOT_EVERY; version++) {
      keep(version);
    }
    keep(17);
    assertThat(store.eventNumbers(ID)).hasSize(17);
    restart();
    assertThat(node.disk().catalog()).isEqualTo(catalog(17));
    keep(18);
    awaitKept(new long[] {18}, new long[] {});
  }

  @Test
  void writeThatFails_failsItsWish_andTheNextIsTried() throws Exception {
    node.disk().catalog();
    for (TestingStore.Fate fate :
        new TestingStore.Fate[] {TestingStore.Fate.FAILED, TestingStore.Fate.REJECTED}) {
      CompletableFuture<TestingStore.Fate> held = store.holdNext();
      int writes = store.writes();
      CompletableFuture<Void> failing = wish(1);
      await().atMost(PATIENCE).until(() -> store.writes() == writes + 1);
      CompletableFuture<Void> next = wish(2);
      held.complete(fate);
      assertThatThrownBy(() -> failing.get(60, TimeUnit.SECONDS))
          .hasMessageContaining("the test has the write");
      next.get(60, TimeUnit.SECONDS);
    }
    restart();
    assertThat(node.disk().catalog()).isEqualTo(catalog(2));
  }

  @Test
  void readingThatFails_isTriedAgain() throws Exception {
    keep(1);
    node.close();
    store.failReplay(new IllegalStateException("the test has the reading fail"));
    node = new TestingDiskNode(store.settings());
    assertThat(node.disk().catalog()).isEqualTo(catalog(1));
    keep(2);
  }

  @Test
  void damage_isToldInASentence() throws Exception {
    keep(1);
    node.close();
    store.damage(ID, 1);
    node = new TestingDiskNode(store.settings());
    assertThatThrownBy(() -> node.disk().catalog())
        .isInstanceOf(UnreadableDiskException.class)
        .hasMessageContaining("has of the catalog is not what was stored")
        .hasMessageContaining("move the node's data away");
  }

  @Test
  void wishThatWaitsWhileDamageIsFound_ends() {
    node.disk().catalog();
    CompletableFuture<TestingStore.Fate> held = store.holdNext();
    CompletableFuture<Void> failing = wish(1);
    await().atMost(PATIENCE).until(() -> store.writes() == 1);
    CompletableFuture<Void> waiting = wish(2);
    store.failHighest(new DamagedStoreException("the test has it damaged"));
    held.complete(TestingStore.Fate.FAILED);
    await().atMost(PATIENCE).until(failing::isCompletedExceptionally);
    await().atMost(PATIENCE).until(waiting::isCompletedExceptionally);
  }

  @Test
  void damageThatIsFoundLater_isSaidInTheLog_andEndsAllWishes() {
    ListAppender<ILoggingEvent> log = new ListAppender<>();
    Logger logger = (Logger) LoggerFactory.getLogger(CatalogJournal.class);
    log.start();
    logger.addAppender(log);
    try {
      node.disk().catalog();
      store.next(TestingStore.Fate.FAILED);
      store.failHighest(new DamagedStoreException("the test has it damaged"));
      CompletableFuture<Void> failing = wish(1);
      await().atMost(PATIENCE).until(failing::isCompletedExceptionally);
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () ->
                  assertThat(List.copyOf(log.list))
                      .filteredOn(event -> event.getLevel() == Level.ERROR)
                      .extracting(ILoggingEvent::getFormattedMessage)
                      .singleElement(as(STRING))
                      .contains("the test has it damaged", "move the node's data away"));
      assertThatThrownBy(() -> wish(2).get(60, TimeUnit.SECONDS))
          .hasCauseInstanceOf(UnreadableDiskException.class);
    } finally {
      logger.detachAppender(log);
    }
  }

  @Test
  void catalogThatIsNotReadInTime_isToldInASentence() throws Exception {
    keep(1);
    node.close();
    for (int time = 0; time < 100; time++) {
      store.failReplay(new IllegalStateException("the test has all readings fail"));
    }
    node =
        new TestingDiskNode(
            ConfigFactory.parseString("aitta.persistence.catalog-timeout = 50ms")
                .withFallback(store.settings()));
    assertThatThrownBy(() -> node.disk().catalog())
        .isInstanceOf(UnreadableDiskException.class)
        .hasMessageContaining("within 50 ms")
        .hasMessageContaining("aitta.persistence.catalog-timeout");
  }

  private void keep(int version) throws Exception {
    wish(version).get(60, TimeUnit.SECONDS);
  }

  private CompletableFuture<Void> wish(int version) {
    return node.disk().keep(catalog(version)).toCompletableFuture();
  }

  private void awaitKept(long[] snapshots, long[] events) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              assertThat(store.snapshotNumbers(ID))
                  .containsExactlyElementsOf(LongStream.of(snapshots).boxed().toList());
              assertThat(store.eventNumbers(ID))
                  .containsExactlyElementsOf(LongStream.of(events).boxed().toList());
            });
  }

  private void restart() {
    node.close();
    node = new TestingDiskNode(store.settings());
  }

  private static Catalog catalog(int version) {
    Version at = new Version(1, version);
    return Catalog.EMPTY.configured(new CacheName("c" + version), CacheConfig.DEFAULT, at);
  }
}
