package io.aitta.persistence.store;

import static io.aitta.persistence.store.EventStoreTest.bytes;
import static io.aitta.persistence.store.EventStoreTest.strings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.aitta.persistence.file.Disk;
import io.aitta.persistence.table.DamagedStoreException;
import io.aitta.persistence.table.StoreFailedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FailureTest {
  @TempDir private Path directory;
  private final TestingDisk disk = new TestingDisk();
  private final AtomicLong now = new AtomicLong();

  private TestingStore open() {
    return new TestingStore(EventStore.open(TestingStore.settings(directory), disk, now::get));
  }

  @Test
  void diskFull_writesFailAndNameTheFile_andGoOnOnceThereIsRoom() {
    try (TestingStore store = open()) {
      store.append("a", 1, bytes("one"));
      disk.fill();
      assertThatThrownBy(() -> store.append("a", 2, bytes("two")))
          .hasCauseInstanceOf(StoreFailedException.class)
          .hasMessageContaining(store.store.file().toString())
          .hasMessageContaining("No space left on device");
      assertThat(store.store.failure()).isPresent();
      disk.empty();
      pass(TimeUnit.SECONDS.toNanos(1));
      store.append("a", 2, bytes("deux"));
      assertThat(strings(store.replay("a"))).containsExactly("one", "deux");
      assertThat(store.store.failure()).isEmpty();
      assertThat(store.store.counters().failures()).isEqualTo(1);
    }
  }

  @Test
  void failedForce_isNotTriedAgainOnTheSameHandle_andWhatItHeldIsWrittenAnew() {
    try (TestingStore store = open()) {
      store.append("a", 1, bytes("one"));
      disk.failToForce();
      assertThatThrownBy(() -> store.append("a", 2, bytes("two")))
          .hasCauseInstanceOf(StoreFailedException.class)
          .hasMessageContaining("Input/output error");
      disk.forceAgain();
      pass(TimeUnit.SECONDS.toNanos(1));
      int writes = disk.writes();
      long highest = store.log("a").orElseThrow().highest();
      assertThat(disk.writes())
          .as("parts that were not forced, written anew")
          .isGreaterThan(writes);
      store.append("a", highest + 1, bytes("next"));
      assertThat(store.replay("a")).hasSize((int) highest + 1);
    }
    assertThat(disk.forcesOfFailedChannels()).isZero();
  }

  @Test
  void failed_isOpenedAnewAtMostOnceASecond() {
    try (TestingStore store = open()) {
      disk.fill();
      assertThatThrownBy(() -> store.append("a", 1, bytes("one")));
      disk.empty();
      pass(TimeUnit.MILLISECONDS.toNanos(999));
      assertThatThrownBy(() -> store.append("a", 1, bytes("one")))
          .hasMessageContaining("No space left on device");
      assertThatThrownBy(() -> store.replay("a")).isInstanceOf(StoreFailedException.class);
      pass(TimeUnit.MILLISECONDS.toNanos(1));
      store.append("a", 1, bytes("one"));
      assertThat(store.store.counters().openings()).isEqualTo(2);
    }
  }

  @Test
  void failedForce_failsAllThatWaitedForIt() {
    try (TestingStore store = open()) {
      disk.holdForces();
      CompletableFuture<?> first = store.submit(TestingStore.appending("a", 1, bytes("1")));
      await().until(disk::someForceWaits);
      CompletableFuture<?> second = store.submit(TestingStore.appending("b", 1, bytes("1")));
      CompletableFuture<?> third = store.submit(TestingStore.appending("c", 1, bytes("1")));
      disk.letForce(1);
      first.join();
      await().until(disk::someForceWaits);
      disk.failToForce();
      disk.letForce(1);
      assertThatThrownBy(second::join).hasCauseInstanceOf(StoreFailedException.class);
      assertThatThrownBy(third::join).hasCauseInstanceOf(StoreFailedException.class);
      disk.forceAgain();
      disk.letForce(1000);
    }
  }

  @Test
  void slowForce_answersOnlyAfterIt() {
    try (TestingStore store = open()) {
      disk.holdForces();
      CompletableFuture<?> append = store.submit(TestingStore.appending("a", 1, bytes("one")));
      await().until(disk::someForceWaits);
      assertThat(append).isNotDone();
      assertThat(store.replay("a")).as("not committed yet").isEmpty();
      disk.letForce(1000);
      append.join();
      assertThat(strings(store.replay("a"))).containsExactly("one");
    }
  }

  @Test
  void open_ofDamaged_saysSo_andAnEmptyStoreBeginsOnceItIsMovedAside() throws IOException {
    try (TestingStore store = open()) {
      store.append("a", 1, new byte[100_000]);
    }
    Path file = directory.resolve("store.mv");
    byte[] whole = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(whole, whole.length / 2));
    assertThatThrownBy(this::open)
        .isInstanceOf(DamagedStoreException.class)
        .hasMessageContaining(file.toString());
    assertThat(EventStore.moveAside(directory, Disk.real(), Instant.parse("2026-11-23T22:00:00Z")))
        .contains(directory.resolve("store.mv.damaged-20261123T220000.000Z"));
    try (TestingStore store = open()) {
      assertThat(store.replay("a")).isEmpty();
      assertThatThrownBy(() -> EventStore.moveAside(directory, Disk.real(), Instant.EPOCH))
          .isInstanceOf(StoreInUseException.class);
    }
  }

  @Test
  void damagedBlock_isNamedWithoutClassNames() throws IOException {
    try (TestingStore store = open()) {
      store.append("a", 1, new byte[100_000]);
    }
    Path file = directory.resolve("store.mv");
    byte[] bytes = Files.readAllBytes(file);
    for (int at = 2 * 4096; at < bytes.length; at += 4096) {
      bytes[at + 50] ^= 1;
    }
    Files.write(file, bytes);
    assertThatThrownBy(this::open)
        .isInstanceOf(DamagedStoreException.class)
        .hasMessageStartingWith(file + " is damaged: ")
        .message()
        .doesNotContain("Exception");
  }

  @Test
  void open_olderThanItsWitness_saysWhichCommitIsMissing() throws IOException {
    Path file = directory.resolve("store.mv");
    try (TestingStore store = open()) {
      store.append("a", 1, bytes("one"));
    }
    byte[] older = Files.readAllBytes(file);
    try (TestingStore store = open()) {
      store.append("a", 2, bytes("two"));
    }
    Files.write(file, older);
    assertThatThrownBy(this::open)
        .isInstanceOf(DamagedStoreException.class)
        .hasMessageContaining("it ends with commit 4, and commit 5 was acknowledged");
  }

  @Test
  void open_ofAnotherStore_saysSo() throws IOException {
    Path other = directory.resolve("other");
    try (TestingStore store = TestingStore.open(other)) {
      store.append("a", 1, bytes("one"));
    }
    try (TestingStore store = open()) {
      store.append("a", 1, bytes("one"));
    }
    Files.copy(
        other.resolve("store.mv"),
        directory.resolve("store.mv"),
        StandardCopyOption.REPLACE_EXISTING);
    assertThatThrownBy(this::open)
        .isInstanceOf(DamagedStoreException.class)
        .hasMessageContaining("another store");
  }

  @Test
  void open_withoutAReadableWitness_goesOn() throws IOException {
    try (TestingStore store = open()) {
      store.append("a", 1, bytes("one"));
    }
    Files.write(directory.resolve("store.witness"), new byte[8192]);
    try (TestingStore store = open()) {
      assertThat(strings(store.replay("a"))).containsExactly("one");
      store.append("a", 2, bytes("two"));
    }
    Files.delete(directory.resolve("store.mv"));
    assertThatThrownBy(this::open).hasMessageContaining("commit 5 of it was acknowledged");
  }

  private void pass(long nanos) {
    now.addAndGet(nanos);
  }
}
