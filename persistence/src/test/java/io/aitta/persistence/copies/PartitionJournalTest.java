package io.aitta.persistence.copies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.aitta.core.catalog.CacheId;
import io.aitta.core.model.CacheName;
import io.aitta.core.model.Version;
import io.aitta.core.replication.configuration.MemberId;
import io.aitta.core.replication.history.RequestLimits;
import io.aitta.core.replication.history.RequestSnapshot;
import io.aitta.core.replication.journal.CopyRestorer;
import io.aitta.core.replication.journal.JournalRecord;
import io.aitta.core.replication.journal.JournalRecord.Round.Kind;
import io.aitta.durability.PartitionDisk;
import io.aitta.persistence.table.DamagedStoreException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The journal of a partition over one that fails when the test wants it. */
class PartitionJournalTest {
  private static final String ID = "partition-7@n";
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final JournalRecord END = new JournalRecord.RoundEnd();

  private final TestingStore store = new TestingStore();
  private final TestingListener listener = new TestingListener();
  private TestingDiskNode node = new TestingDiskNode(store.settings());

  @AfterEach
  void stop() {
    node.close();
  }

  @Test
  void whatComesWhileAnEventIsWritten_goesIntoTheNext() {
    PartitionDisk disk = open();
    CompletableFuture<TestingStore.Fate> held = store.holdNext();
    disk.store(1, kept(1), true);
    awaitWrites(1);
    disk.store(2, kept(2), true);
    disk.store(3, kept(3), true);
    disk.store(4, kept(4), true);
    assertThat(listener.told()).containsExactly("restored nothing");

    held.complete(TestingStore.Fate.STORED);

    listener.awaitTold("restored nothing", "stored 1", "stored 4");
    assertThat(store.events(ID))
        .containsExactly(List.of(kept(1)), List.of(kept(2), kept(3), kept(4)));
    assertThat(store.writes()).isEqualTo(2);
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void round_beginsAnEvent_beforeWhichAllCanBeDeleted(Kind kind) {
    PartitionDisk disk = open();
    CompletableFuture<TestingStore.Fate> held = store.holdNext();
    disk.store(1, round(Kind.ANEW), true);
    awaitWrites(1);
    disk.store(2, kept(2), true);
    disk.store(3, round(kind), true);
    disk.store(4, END, true);
    held.complete(TestingStore.Fate.STORED);
    listener.awaitLast("stored 4");
    assertThat(store.eventNumbers(ID)).containsExactly(1L, 2L, 3L);

    disk.forgetBefore(3);

    awaitEvents(3L);
    assertThat(store.events(ID)).containsExactly(List.of(round(kind), END));
  }

  @Test
  void forgetBefore_waitsUntilAllUpToItIsStored() {
    PartitionDisk disk = open();
    disk.store(1, round(Kind.ANEW), true);
    listener.awaitLast("stored 1");
    disk.store(2, round(Kind.AGAIN), true);
    listener.awaitLast("stored 2");
    CompletableFuture<TestingStore.Fate> held = store.holdNext();
    disk.store(3, new JournalRecord.Dropped(), true);
    disk.forgetBefore(3);
    awaitWrites(3);
    assertThat(store.deletedTo(ID)).isEmpty();

    held.complete(TestingStore.Fate.STORED);

    awaitEvents(3L);
    assertThat(store.deletedTo(ID)).containsExactly(2L);
  }

  /** A number within a round: the round itself is needed. */
  @Test
  void forgetBefore_deletesNeverMore() {
    PartitionDisk disk = open();
    disk.store(1, round(Kind.ANEW), true);
    listener.awaitLast("stored 1");
    disk.store(2, round(Kind.AGAIN), true);
    listener.awaitLast("stored 2");
    disk.store(3, kept(3), true);
    listener.awaitLast("stored 3");
    disk.store(4, round(Kind.AGAIN), true);
    listener.awaitLast("stored 4");

    disk.forgetBefore(3);
    awaitEvents(2L, 3L, 4L);
    disk.forgetBefore(4);
    awaitEvents(4L);
    assertThat(store.deletedTo(ID)).containsExactly(1L, 3L);
  }

  @Test
  void eventsAreOfABoundedSize_unlessOneRecordAloneIsLarger() {
    PartitionDisk disk = open();
    CompletableFuture<TestingStore.Fate> held = store.holdNext();
    disk.store(1, kept(1), true);
    awaitWrites(1);
    JournalRecord third = large((int) (PartitionJournal.MAX_EVENT_BYTES / 3));
    JournalRecord whole = large((int) (PartitionJournal.MAX_EVENT_BYTES * 2));
    for (int number = 2; number <= 6; number++) {
      disk.store(number, third, true);
    }
    disk.store(7, whole, true);
    disk.store(8, kept(8), true);
    held.complete(TestingStore.Fate.STORED);
    listener.awaitTold(
        "restored nothing", "stored 1", "stored 3", "stored 5", "stored 6", "stored 7", "stored 8");
    assertThat(store.events(ID)).extracting(List::size).containsExactly(1, 2, 2, 1, 1, 1);
  }

  @ParameterizedTest
  @EnumSource(
      value = TestingStore.Fate.class,
      names = {"FAILED", "REJECTED"})
  void writeThatFails_isToldOnce_andNothingFollowsBeforeARoundAfterAGap(TestingStore.Fate fate) {
    PartitionDisk disk = open();
    disk.store(1, round(Kind.ANEW), true);
    listener.awaitLast("stored 1");
    CompletableFuture<TestingStore.Fate> held = store.holdNext();
    disk.store(2, kept(2), true);
    awaitWrites(2);
    disk.store(3, kept(3), true);
    held.complete(fate);
    listener.awaitLast("failed");

    disk.store(4, kept(4), true);
    disk.store(5, round(Kind.AGAIN), true);
    disk.store(6, END, true);
    disk.store(7, round(Kind.AFTER_GAP), true);
    disk.store(8, END, true);

    listener.awaitTold("restored nothing", "stored 1", "failed", "stored 8");
    assertThat(store.events(ID))
        .containsExactly(List.of(round(Kind.ANEW)), List.of(round(Kind.AFTER_GAP), END));
    assertThat(node.restorers()).as("only one is ever used").isLessThanOrEqualTo(2);

    disk.forgetBefore(7);
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(store.events(ID)).containsExactly(List.of(round(Kind.AFTER_GAP), END)));
    disk.store(9, kept(9), true);
    listener.awaitLast("stored 9");
  }

  @Test
  void writesThatFailAgainAndAgain_areToldEachTime_andGoOn() {
    PartitionDisk disk = open();
    for (int number = 1; number <= 2; number++) {
      store.next(TestingStore.Fate.FAILED);
      disk.store(number, round(Kind.ANEW), true);
      listener.awaitLast("failed");
      int failures = number;
      await()
          .atMost(PATIENCE)
          .until(() -> listener.told().stream().filter("failed"::equals).count() == failures);
    }
    disk.store(3, round(Kind.ANEW), true);
    listener.awaitTold("restored nothing", "failed", "failed", "stored 3");
  }

  @Test
  void readingThatFails_isTriedAgain_withAnotherRestorer_andToldOnce() {
    TestingCopy.Writing writing = new TestingCopy().writeTo(open());
    writing.put("a", 1);
    writing.put("b", 2);
    listener.awaitLast("stored " + writing.last());
    restart();
    store.failReplay(new IllegalStateException("the test has the reading fail"));

    TestingListener again = new TestingListener();
    PartitionDisk disk = node.open(again);

    again.awaitTold("restored");
    assertThat(node.restorers()).isEqualTo(2);
    assertThat(TestingCopy.entriesOf(again.copy().copy()))
        .isEqualTo(TestingCopy.entriesOf(writing.copy()))
        .hasSize(2);
    disk.store(1, new JournalRecord.Kept(new MemberId("n", new UUID(1, 2))), true);
    again.awaitTold("restored", "stored 1");
  }

  @Test
  void journalThatIsReadOnce_isNotReadAgain_whenAnotherTakesItsPlace() {
    TestingCopy.Writing writing = new TestingCopy().writeTo(open());
    writing.put("a", 1);
    listener.awaitLast("stored " + writing.last());
    restart();
    TestingListener again = new TestingListener();
    PartitionDisk disk = node.open(again);
    again.awaitTold("restored");
    int replays = store.replays();

    store.next(TestingStore.Fate.FAILED);
    disk.store(1, kept(1), true);
    again.awaitLast("failed");
    disk.store(2, round(Kind.AFTER_GAP), true);

    again.awaitTold("restored", "failed", "stored 2");
    assertThat(store.replays()).isEqualTo(replays);
    assertThat(TestingCopy.entriesOf(again.copy().copy())).hasSize(1);
  }

  @Test
  void damage_isToldInASentence() {
    PartitionDisk disk = open();
    disk.store(1, round(Kind.ANEW), true);
    disk.store(2, END, true);
    listener.awaitLast("stored 2");
    store.damage(ID, store.eventNumbers(ID).get(0));
    restart();
    TestingListener again = new TestingListener();

    node.open(again);

    again.awaitLast("unreadable");
    assertThat(again.told()).doesNotContain("restored", "restored nothing");
    assertThat(again.fault())
        .hasMessageContaining(ID)
        .hasMessageContaining("is not what was stored")
        .hasMessageContaining("damaged")
        .hasMessageContaining("move the node's data away and start it again")
        .hasMessageContaining("restore the data from a backup");
  }

  @Test
  void damage_isToldOnce_andNotReadAgain() {
    PartitionDisk disk = open();
    disk.store(1, round(Kind.ANEW), true);
    listener.awaitLast("stored 1");
    store.damage(ID, 1);
    restart();
    TestingListener again = new TestingListener();
    node.open(again);
    again.awaitTold("unreadable");
    await().during(Duration.ofSeconds(3)).until(() -> again.told().size() == 1);
    assertThat(node.restorers()).isEqualTo(1);
  }

  @Test
  void damageThatIsFoundLater_isToldAsWell() {
    PartitionDisk disk = open();
    store.next(TestingStore.Fate.FAILED);
    store.failHighest(new DamagedStoreException("the test has it damaged"));
    disk.store(1, round(Kind.ANEW), true);
    listener.awaitTold("restored nothing", "failed", "unreadable");
    assertThat(listener.fault()).hasMessageContaining("the test has it damaged");
  }

  /** It fails the next time as well. */
  @Test
  void eventThatCannotBeTakenIn_isNotReadForEver() {
    PartitionDisk disk = open();
    disk.store(1, round(Kind.ANEW), true);
    listener.awaitLast("stored 1");
    node.close();
    node = new TestingDiskNode(store.settings());
    int replays = store.replays();
    TestingListener reader = new TestingListener();
    node.disk()
        .open(
            7,
            () ->
                new CopyRestorer(
                    sink -> {
                      throw new IllegalStateException("the test has the restorer fail");
                    },
                    RequestLimits.DEFAULT),
            reader);
    reader.awaitTold("unreadable");
    assertThat(reader.fault())
        .hasMessageContaining("partition-7@n cannot be taken in")
        .hasMessageContaining("the test has the restorer fail");
    await()
        .during(Duration.ofSeconds(3))
        .atMost(PATIENCE)
        .until(() -> store.replays() <= replays + 2);
  }

  private PartitionDisk open() {
    PartitionDisk disk = node.open(listener);
    listener.awaitTold("restored nothing");
    return disk;
  }

  private void restart() {
    node.close();
    node = new TestingDiskNode(store.settings());
  }

  /** Of the catalog nothing is written here. */
  private void awaitWrites(int writes) {
    await().atMost(PATIENCE).until(() -> store.writes() == writes);
  }

  private void awaitEvents(Long... numbers) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(store.eventNumbers(ID)).containsExactly(numbers));
  }

  private static JournalRecord kept(int number) {
    return new JournalRecord.Kept(new MemberId("n", new UUID(0, number)));
  }

  /** Takes about so many bytes, though it says little. */
  private static JournalRecord large(int bytes) {
    return TestingRecords.entries(new CacheId(new CacheName("c"), new Version(1, 1)), bytes);
  }

  private static JournalRecord round(Kind kind) {
    RequestSnapshot none = new RequestSnapshot(List.of(), Map.of(), List.of());
    return new JournalRecord.Round(Set.of(TestingCopy.LIFE), kind, none, new Version(1, 1), 0);
  }
}
