package io.aitta.persistence.jdbc;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.aitta.core.replication.journal.JournalRecord.Round.Kind;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a node keeps is in a real database. */
final class DatabaseJournalTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final TestingPostgres postgres = TestingPostgres.shared();
  private final TestingRecords records = new TestingRecords();

  @Test
  void records_comeBackInAnotherLife_ofTheirPartitionOnly() {
    String url = postgres.create("coming_back");
    try (TestingNode node = new TestingNode(url)) {
      TestingNode.OpenPartition partition = node.open(0);
      assertThat(partition.copy()).isEmpty();
      partition.store(records.round(Kind.ANEW, "a", "b"));
      partition.store(records.put("c"));
      await().atMost(PATIENCE).until(partition::isAllStored);
    }
    try (TestingNode node = new TestingNode(url)) {
      assertThat(TestingRecords.contentOf(node.open(0).copy().orElseThrow()))
          .isEqualTo(Map.of("a", "a@1", "b", "b@1", "c", "c@2"));
      assertThat(node.open(1).copy()).isEmpty();
    }
  }

  @Test
  void recordsThatARoundMakesSuperfluous_areGoneFromTheDatabase() {
    String url = postgres.create("forgetting");
    try (TestingNode node = new TestingNode(url)) {
      TestingNode.OpenPartition partition = node.open(0);
      for (int i = 0; i < 20; i++) {
        partition.store(records.round(i == 0 ? Kind.ANEW : Kind.AGAIN, "old"));
        await().atMost(PATIENCE).until(partition::isAllStored);
      }
      partition.forgetAllGiven();
      partition.store(records.round(Kind.ANEW, "new"));
      await().atMost(PATIENCE).until(partition::isAllStored);
      await().atMost(PATIENCE).until(() -> events("forgetting", "AND NOT deleted") <= 3);
      assertThat(events("forgetting", "")).isLessThanOrEqualTo(4);
    }
    try (TestingNode node = new TestingNode(url)) {
      assertThat(TestingRecords.contentOf(node.open(0).copy().orElseThrow()))
          .containsOnlyKeys("new");
    }
  }

  @Test
  void catalog_comesBack_withoutAllThatWereBefore() {
    String url = postgres.create("cataloguing");
    try (TestingNode node = new TestingNode(url)) {
      for (int caches = 1; caches <= 40; caches++) {
        node.disk().keep(TestingRecords.catalog(caches)).toCompletableFuture().join();
      }
      await().atMost(PATIENCE).until(() -> rows("cataloguing", "event_journal") <= 17);
      await().atMost(PATIENCE).until(() -> rows("cataloguing", "snapshot") == 1);
    }
    try (TestingNode node = new TestingNode(url)) {
      assertThat(node.disk().catalog()).isEqualTo(TestingRecords.catalog(40));
    }
  }

  @Test
  void database_isAwayForAWhile_nothingCountsAsStored_andARoundAfterTheGapGoesThrough()
      throws IOException {
    String url = postgres.create("vanishing");
    try (TestingNode node = new TestingNode(url)) {
      TestingNode.OpenPartition partition = node.open(0);
      partition.store(records.round(Kind.ANEW, "a"));
      await().atMost(PATIENCE).until(partition::isAllStored);
      long storedBefore = partition.storedUpTo();
      postgres.stop();
      try {
        partition.store(records.put("b"));
        await().atMost(PATIENCE).until(() -> partition.failures() > 0);
        partition.store(records.put("c"));
        assertThat(partition.storedUpTo()).isEqualTo(storedBefore);
      } finally {
        postgres.start();
      }
      partition.store(records.put("d"));
      partition.store(records.round(Kind.AFTER_GAP, "a", "b", "c", "d"));
      partition.store(records.put("e"));
      await().atMost(PATIENCE).until(partition::isAllStored);
      node.disk()
          .keep(TestingRecords.catalog(2))
          .toCompletableFuture()
          .orTimeout(60, SECONDS)
          .join();
    }
    try (TestingNode node = new TestingNode(url)) {
      assertThat(TestingRecords.contentOf(node.open(0).copy().orElseThrow()))
          .containsOnlyKeys("a", "b", "c", "d", "e");
    }
  }

  private int events(String database, String condition) {
    return rows(database, "event_journal WHERE persistence_id = 'partition-0@node-1' " + condition);
  }

  private int rows(String database, String table) {
    return Integer.parseInt(postgres.query(database, "SELECT count(*) FROM " + table).get(0));
  }
}
