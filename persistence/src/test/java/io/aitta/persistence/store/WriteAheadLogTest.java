package io.aitta.persistence.store;

import static io.aitta.persistence.store.EventStoreTest.bytes;
import static io.aitta.persistence.store.EventStoreTest.strings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.aitta.persistence.file.Disk;
import io.aitta.persistence.file.LogFile;
import io.aitta.persistence.file.LogFrame;
import io.aitta.persistence.table.Change;
import io.aitta.persistence.table.DamagedStoreException;
import io.aitta.persistence.table.SnapshotRange;
import io.aitta.persistence.table.StoredEvent;
import io.aitta.persistence.table.StoredSnapshot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class WriteAheadLogTest {
  private static final SnapshotRange ANY = new SnapshotRange(0, Long.MAX_VALUE, 0, Long.MAX_VALUE);

  /** Where the first frame says how long it is. */
  private static final int LENGTH_OF_FIRST = 4;

  @TempDir private Path directory;

  private Path whole() {
    return directory.resolve("whole");
  }

  /** The files as they are when the process is killed now. */
  private Path kill() throws IOException {
    Path left = directory.resolve("left");
    Files.createDirectories(left);
    try (Stream<Path> files = Files.list(whole())) {
      for (Path file : files.filter(file -> !file.endsWith("lock")).toList()) {
        Files.write(left.resolve(file.getFileName()), Files.readAllBytes(file));
      }
    }
    return left;
  }

  @Test
  void killed_everyKindOfChangeIsThere() throws IOException {
    Path left;
    try (TestingStore store = TestingStore.open(whole())) {
      store.append("a", 1, bytes("one"), bytes("two"), bytes("three"));
      store
          .submit(
              new Change.Append(
                  "a", List.of(StoredEvent.rejected(4), StoredEvent.of(5, bytes("five")))))
          .join();
      store.deleteTo("a", 1);
      store.append("b", 1, bytes("x"));
      store.deleteTo("b", 1);
      for (long at = 1; at <= 3; at++) {
        store
            .submit(new Change.SaveSnapshot("a", new StoredSnapshot(at, 10 * at, bytes("s" + at))))
            .join();
      }
      store.submit(new Change.DeleteSnapshots("a", new SnapshotRange(3, 3, 0, 99))).join();
      left = kill();
    }
    try (TestingStore store = TestingStore.open(left)) {
      assertThat(strings(store.replay("a"))).containsExactly("two", "three", "five");
      assertThat(store.log("a").orElseThrow().highest()).isEqualTo(5);
      assertThat(store.replay("b")).isEmpty();
      StoredSnapshot latest = store.submit(new Change.AskSnapshot("a", ANY)).join().orElseThrow();
      assertThat(latest.sequenceNr()).isEqualTo(2);
      assertThat(latest.timestamp()).isEqualTo(20);
      assertThat(latest.bytes()).isEqualTo(bytes("s2"));
      store.append("a", 6, bytes("six"));
      store.append("b", 9, bytes("nine"));
    }
    try (TestingStore store = TestingStore.open(left)) {
      assertThat(strings(store.replay("a"))).containsExactly("two", "three", "five", "six");
      assertThat(strings(store.replay("b"))).containsExactly("nine");
    }
  }

  /** What a node that is killed has lost of writes that nobody waits for depends on this. */
  @Test
  void whileADiskForces_whatComesIsWrittenAlready() throws IOException {
    TestingDisk disk = new TestingDisk();
    try (TestingStore store =
        new TestingStore(EventStore.open(TestingStore.settings(whole()), disk))) {
      store.append("a", 1, bytes("one"));
      disk.holdForces();
      CompletableFuture<?> second = store.submit(TestingStore.appending("a", 2, bytes("two")));
      await().until(disk::someForceWaits);
      int writes = disk.writes();
      CompletableFuture<?> third = store.submit(TestingStore.appending("a", 3, bytes("three")));
      await().until(() -> disk.writes() > writes);
      Path left = kill();
      assertThat(second).isNotDone();
      assertThat(third).isNotDone();
      try (TestingStore killed = TestingStore.open(left)) {
        assertThat(strings(killed.replay("a"))).containsExactly("one", "two", "three");
      }
      disk.letForce(1000);
      third.join();
    }
  }

  /** Its log is written over next, so what was saved last has to be on the disk before. */
  @Test
  void killedBeforeASaveWasForced_isForcedBeforeTheLogBeginsAnew() throws IOException {
    TestingDisk disk = new TestingDisk();
    Path left;
    try (TestingStore store =
        new TestingStore(EventStore.open(TestingStore.settings(whole()), disk))) {
      store.append("a", 1, bytes("one"));
      disk.holdForces();
      CompletableFuture<?> large =
          store.submit(TestingStore.appending("a", 2, new byte[(int) OpenStore.SAVED_AT_ONCE]));
      await().until(disk::someForceWaits);
      left = kill();
      disk.letForce(1000);
      large.join();
    }
    TestingDisk next = new TestingDisk();
    try (TestingStore store =
        new TestingStore(EventStore.open(TestingStore.settings(left), next))) {
      assertThat(next.forced()).containsExactly(StoreFiles.STORE);
      assertThat(store.replay("a")).hasSize(2);
    }
  }

  @Test
  void withoutOneOfItsFiles_theStoreIsDamaged() throws IOException {
    try (TestingStore store = TestingStore.open(whole())) {
      store.append("a", 1, bytes("one"));
    }
    Files.delete(whole().resolve("store.log-2"));
    assertThatThrownBy(() -> TestingStore.open(whole()))
        .isInstanceOf(DamagedStoreException.class)
        .hasMessageContaining("store.log-2 beside it is missing");
  }

  @Test
  void withoutAnEndThatWasAcknowledged_theStoreIsDamaged() throws IOException {
    Path left;
    try (TestingStore store = TestingStore.open(whole())) {
      store.append("a", 1, bytes("one"));
      store.append("a", 2, bytes("two"));
      left = kill();
    }
    Path log = log(left);
    byte[] bytes = Files.readAllBytes(log);
    bytes[bytes.length - 16] ^= 1;
    bytes[bytes.length - 32] ^= 1;
    Files.write(log, bytes);
    assertThatThrownBy(() -> TestingStore.open(left))
        .isInstanceOf(DamagedStoreException.class)
        .hasMessageContaining("was acknowledged");
  }

  /** The witness says the least that was acknowledged, the log's later frames may say more. */
  @Test
  void gapBeforeACommitThatSaysItWasForced_isDamage_evenWithoutAWitness() throws IOException {
    Path left;
    try (TestingStore store = TestingStore.open(whole())) {
      store.append("a", 1, bytes("one"));
      store.append("a", 2, bytes("two"));
      store.append("a", 3, bytes("three"));
      left = kill();
    }
    Files.delete(left.resolve(StoreFiles.WITNESS));
    Path log = log(left);
    byte[] bytes = Files.readAllBytes(log);
    bytes[LENGTH_OF_FIRST] ^= 1;
    Files.write(log, bytes);
    assertThatThrownBy(() -> TestingStore.open(left))
        .isInstanceOf(DamagedStoreException.class)
        .hasMessageContaining("commit 2 is missing in its log, and was acknowledged");
  }

  /** Else what was torn then could follow what is written now. */
  @Test
  void numbersThatWereMet_areNeverGivenAgain() throws IOException {
    Path left;
    try (TestingStore store = TestingStore.open(whole())) {
      store.append("a", 1, bytes("one"));
      left = kill();
    }
    long number;
    try (LogFile log = LogFile.open(Disk.real(), log(left))) {
      LogFrame last = log.read(1 << 20).get(0);
      number = last.number() + 5;
      log.append(last);
      log.append(new LogFrame(last.store(), number, last.number(), last.content()));
    }
    try (TestingStore store = TestingStore.open(left)) {
      assertThat(strings(store.replay("a"))).containsExactly("one");
      store.append("a", 2, bytes("two"));
    }
    try (LogFile first = LogFile.open(Disk.real(), left.resolve("store.log-1"));
        LogFile second = LogFile.open(Disk.real(), left.resolve("store.log-2"))) {
      assertThat(
              Stream.concat(first.read(1 << 20).stream(), second.read(1 << 20).stream())
                  .mapToLong(LogFrame::number)
                  .max()
                  .orElseThrow())
          .isGreaterThan(number);
    }
    try (TestingStore store = TestingStore.open(left)) {
      assertThat(strings(store.replay("a"))).containsExactly("one", "two");
    }
  }

  @Test
  void manySmallCommits_areSavedFromTimeToTime() {
    try (TestingStore store = TestingStore.open(whole())) {
      byte[] event = new byte[50_000];
      long next = 1;
      for (int i = 0; i < 300; i++) {
        store.append("a", next++, event);
      }
      long files = store.store.counters().fileBytes();
      assertThat(files).isLessThan(300 * 50_000 + 3L * WriteAheadLog.FULL);
      assertThat(store.replay("a")).hasSize(300);
    }
  }

  private static Path log(Path left) throws IOException {
    Path first = left.resolve("store.log-1");
    return Files.size(first) > 0 ? first : left.resolve("store.log-2");
  }
}
