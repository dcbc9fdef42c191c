package io.aitta.persistence.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.aitta.persistence.file.Disk;
import io.aitta.persistence.table.Change;
import io.aitta.persistence.table.Log;
import io.aitta.persistence.table.RefusedChangeException;
import io.aitta.persistence.table.StoreFailedException;
import io.aitta.persistence.table.StoredEvent;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EventStoreTest {
  @TempDir private Path directory;

  @Test
  void append_reopened_isReadAsItWasWritten() {
    try (TestingStore store = TestingStore.open(directory)) {
      store.append("a", 1, bytes("one"), bytes("two"));
      store.append("b", 1, bytes("other"));
      store.append("a", 3, bytes("three"));
    }
    try (TestingStore store = TestingStore.open(directory)) {
      assertThat(strings(store.replay("a"))).containsExactly("one", "two", "three");
      assertThat(strings(store.replay("b"))).containsExactly("other");
      assertThat(store.replay("c")).isEmpty();
    }
  }

  @Test
  void append_asksForBounds_getsThese() {
    try (TestingStore store = TestingStore.open(directory)) {
      store.append("a", 1, bytes("1"), bytes("2"), bytes("3"), bytes("4"), bytes("5"));
      List<StoredEvent> some = new ArrayList<>();
      store.store.replay("a", 2, 4, 2, some::add);
      assertThat(strings(some)).containsExactly("2", "3");
    }
  }

  @Test
  void append_ofRejected_countsAndIsNotRead() {
    try (TestingStore store = TestingStore.open(directory)) {
      store
          .submit(
              new Change.Append(
                  "a",
                  List.of(
                      StoredEvent.of(1, bytes("one")),
                      StoredEvent.rejected(2),
                      StoredEvent.of(3, bytes("three")))))
          .join();
      assertThat(strings(store.replay("a"))).containsExactly("one", "three");
      assertThat(store.log("a").map(Log::highest)).contains(3L);
    }
  }

  @Test
  void append_thatDoesNotFollow_isRefusedAloneAndWhole() {
    try (TestingStore store = TestingStore.open(directory)) {
      store.append("a", 1, bytes("one"));
      CompletableFuture<?> again = store.submit(TestingStore.appending("a", 1, bytes("uno")));
      CompletableFuture<?> beyond = store.submit(TestingStore.appending("a", 3, bytes("three")));
      CompletableFuture<?> next = store.submit(TestingStore.appending("a", 2, bytes("two")));
      assertThatThrownBy(again::join)
          .hasCauseInstanceOf(RefusedChangeException.class)
          .hasMessageContaining("event 1 of log a does not follow event 1");
      assertThatThrownBy(beyond::join).hasCauseInstanceOf(RefusedChangeException.class);
      next.join();
      assertThat(strings(store.replay("a"))).containsExactly("one", "two");
    }
  }

  @Test
  void append_beyondTheEndOfAnEmptyLog_beginsThere() {
    try (TestingStore store = TestingStore.open(directory)) {
      store.append("a", 100, bytes("hundred"));
      assertThat(strings(store.replay("a"))).containsExactly("hundred");
    }
  }

  @Test
  void deleteTo_reopened_highestSurvives() {
    try (TestingStore store = TestingStore.open(directory)) {
      store.append("a", 1, bytes("one"), bytes("two"), bytes("three"));
      store.deleteTo("a", Long.MAX_VALUE);
    }
    try (TestingStore store = TestingStore.open(directory)) {
      assertThat(store.replay("a")).isEmpty();
      assertThat(store.log("a").map(Log::highest)).contains(3L);
      store.append("a", 4, bytes("four"));
      assertThat(strings(store.replay("a"))).containsExactly("four");
    }
  }

  @Test
  void open_whileAnotherHasTheDirectory_saysWhichAndWhatToDo() {
    try (TestingStore store = TestingStore.open(directory)) {
      assertThat(store.log("a")).isEmpty();
      assertThatThrownBy(() -> TestingStore.open(directory))
          .isInstanceOf(StoreInUseException.class)
          .hasMessage(
              "another node of this process uses the store's directory "
                  + directory
                  + ": stop it, or give this node a directory of its own");
    }
    TestingStore.open(directory).close();
  }

  @Test
  void submit_afterClose_fails() {
    TestingStore store = TestingStore.open(directory);
    store.close();
    assertThatThrownBy(() -> store.append("a", 1, bytes("one")))
        .hasCauseInstanceOf(StoreFailedException.class)
        .hasMessageContaining("is closed");
  }

  @Test
  void submit_whileACommitIsOnItsWay_goesIntoTheNextOneTogether() {
    TestingDisk disk = new TestingDisk();
    try (TestingStore store =
        new TestingStore(EventStore.open(TestingStore.settings(directory), disk))) {
      disk.holdForces();
      CompletableFuture<?> first = store.submit(TestingStore.appending("a", 1, bytes("1")));
      await().until(disk::someForceWaits);
      CompletableFuture<?>[] others = new CompletableFuture<?>[100];
      for (int i = 0; i < others.length; i++) {
        others[i] = store.submit(TestingStore.appending("b" + i, 1, bytes("1")));
      }
      assertThat(first).isNotDone();
      disk.letForce(1);
      first.join();
      assertThat(others[0]).isNotDone();
      disk.letForce(1);
      CompletableFuture.allOf(others).join();
      assertThat(store.store.counters().commits()).isEqualTo(2);
      disk.letForce(100);
    }
  }

  @Test
  void submit_beyondTheQueue_isRefused() {
    TestingDisk disk = new TestingDisk();
    StoreSettings settings = new StoreSettings(directory, 2000, 1, 16);
    try (TestingStore store = new TestingStore(EventStore.open(settings, disk))) {
      disk.holdForces();
      CompletableFuture<?> first = store.submit(TestingStore.appending("a", 1, bytes("1")));
      await().until(disk::someForceWaits);
      CompletableFuture<?> filling =
          store.submit(TestingStore.appending("f", 1, new byte[(int) Committer.MOST_UNFORCED]));
      await().until(() -> store.store.counters().queuedBytes() == 0);
      CompletableFuture<?> fits = store.submit(TestingStore.appending("a", 2, new byte[1000]));
      CompletableFuture<?> tooMuch = store.submit(TestingStore.appending("b", 1, new byte[1000]));
      assertThatThrownBy(tooMuch::join).hasCauseInstanceOf(StoreBusyException.class);
      disk.letForce(100);
      CompletableFuture.allOf(first, filling, fits).join();
      assertThat(store.store.counters().refused()).isEqualTo(1);
      assertThat(store.log("b")).isEmpty();
    }
  }

  @Test
  void counters_sayWhatWasDone() {
    try (TestingStore store = TestingStore.open(directory)) {
      store.append("a", 1, new byte[1000]);
      StoreCounters.Snapshot counted = store.store.counters();
      assertThat(counted.commits()).isEqualTo(1);
      assertThat(counted.bytes()).isEqualTo(1000);
      assertThat(counted.openings()).isEqualTo(1);
      assertThat(counted.failures()).isZero();
      assertThat(counted.fileBytes()).isPositive();
      assertThat(counted.longestForceNanos())
          .isPositive()
          .isLessThanOrEqualTo(counted.forceNanos());
    }
  }

  @Test
  void open_anew_makesNothingTwice() {
    EventStore.open(TestingStore.settings(directory), Disk.real()).close();
    EventStore.open(TestingStore.settings(directory), Disk.real()).close();
    assertThat(directory.resolve("store.mv.new")).doesNotExist();
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static List<String> strings(List<StoredEvent> events) {
    return events.stream().map(e -> new String(e.bytes(), StandardCharsets.UTF_8)).toList();
  }
}
