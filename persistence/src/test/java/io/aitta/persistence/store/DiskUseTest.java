package io.aitta.persistence.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.aitta.persistence.table.StoredEvent;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DiskUseTest {
  private static final int PIECE = 32_768;
  private static final int PIECES = 800;
  private static final long LIVE = (long) PIECE * PIECES;

  @TempDir private Path directory;
  private final Random random = new Random(7);

  @Test
  void rounds_eachDeletingWhatCameBefore_takeThreeTimesTheLiveDataAtMost() {
    try (TestingStore store = TestingStore.open(directory)) {
      long next = 1;
      for (int round = 0; round < 10; round++) {
        long first = next;
        next = appendRound(store, "a", next);
        store.deleteTo("a", first - 1);
        assertThat(store.store.counters().fileBytes()).isLessThan(3 * LIVE);
      }
      assertThat(store.replay("a")).hasSize(PIECES);
    }
  }

  @Test
  void deletedEvents_giveTheirRoomBackToTheFileSystem() {
    try (TestingStore store = TestingStore.open(directory)) {
      long next = appendRound(store, "a", 1);
      next = appendRound(store, "a", next);
      next = appendRound(store, "a", next);
      assertThat(store.store.counters().fileBytes()).isGreaterThan(3 * LIVE);
      store.deleteTo("a", next - 1);
      await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> store.store.counters().fileBytes() <= 10 << 20);
      assertThat(store.replay("a")).isEmpty();
    }
  }

  /** Chunks of a large commit are larger than what is moved in a step else. */
  @Test
  void deletedEvents_ofManyLogsAtOnce_giveTheirRoomBackToo() {
    try (TestingStore store = TestingStore.open(directory)) {
      List<CompletableFuture<?>> answers = new ArrayList<>();
      for (int log = 0; log < 32; log++) {
        answers.add(store.submit(TestingStore.appending("log-" + log, 1, pieces(3, 200_000))));
      }
      CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new)).join();
      answers.clear();
      for (int log = 0; log < 32; log++) {
        answers.add(store.submit(TestingStore.appending("log-" + log, 4, pieces(1, 200))));
      }
      CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new)).join();
      for (int log = 0; log < 32; log++) {
        store.deleteTo("log-" + log, 3);
      }
      await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> store.store.counters().fileBytes() <= 10 << 20);
      assertThat(store.replay("log-31")).hasSize(1);
    }
  }

  @Test
  void smallEvents_ofManyLogsOfWhichMostAreDeleted_takeThreeTimesTheLiveDataAtMost() {
    try (TestingStore store = TestingStore.open(directory)) {
      int logs = 64;
      long next = 1;
      for (int i = 0; i < 300; i++) {
        List<CompletableFuture<?>> answers = new ArrayList<>();
        for (int log = 0; log < logs; log++) {
          answers.add(store.submit(TestingStore.appending("log-" + log, next, pieces(5, 400))));
        }
        CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new)).join();
        next += 5;
      }
      for (int log = 0; log < logs / 2; log++) {
        store.deleteTo("log-" + log, next - 1);
      }
      long live = 1500L * logs / 2 * 400;
      await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> store.store.counters().fileBytes() < 3 * live);
      assertThat(store.replay("log-63")).hasSize(1500);
    }
  }

  @Test
  void replay_besideWritesAndDeletions_missesNothing() {
    try (TestingStore store = TestingStore.open(directory)) {
      appendRound(store, "kept", 1);
      AtomicBoolean done = new AtomicBoolean();
      CompletableFuture<Void> writer =
          CompletableFuture.runAsync(
              () -> {
                long next = 1;
                while (!done.get()) {
                  long first = next;
                  next = appendRound(store, "changing", next);
                  store.deleteTo("changing", first - 1);
                }
              });
      for (int i = 0; i < 8; i++) {
        assertThat(store.replay("kept")).hasSize(PIECES);
        assertFollowing(store.replay("changing"));
      }
      done.set(true);
      writer.join();
    }
  }

  private static void assertFollowing(List<StoredEvent> events) {
    for (int i = 1; i < events.size(); i++) {
      assertThat(events.get(i).sequenceNr()).isGreaterThan(events.get(i - 1).sequenceNr());
    }
  }

  private long appendRound(TestingStore store, String id, long first) {
    List<CompletableFuture<?>> answers = new ArrayList<>();
    long next = first;
    for (int i = 0; i < PIECES; i++) {
      answers.add(store.submit(TestingStore.appending(id, next++, piece(PIECE))));
    }
    CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new)).join();
    return next;
  }

  private byte[][] pieces(int count, int length) {
    byte[][] pieces = new byte[count][];
    Arrays.setAll(pieces, i -> piece(length));
    return pieces;
  }

  private byte[] piece(int length) {
    byte[] piece = new byte[length];
    synchronized (random) {
      random.nextBytes(piece);
    }
    return piece;
  }
}
