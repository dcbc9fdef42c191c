package io.aitta.core.replication.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.aitta.core.catalog.CacheId;
import io.aitta.core.catalog.Catalog;
import io.aitta.core.model.CacheConfig;
import io.aitta.core.model.CacheConfig.Durability;
import io.aitta.core.model.CacheKey;
import io.aitta.core.model.CacheName;
import io.aitta.core.model.CacheValue;
import io.aitta.core.model.Condition;
import io.aitta.core.model.Entry;
import io.aitta.core.model.Lifetime;
import io.aitta.core.model.Tags;
import io.aitta.core.model.Version;
import io.aitta.core.operation.Put;
import io.aitta.core.partition.CopyPosition;
import io.aitta.core.partition.EffectSink;
import io.aitta.core.partition.Partition;
import io.aitta.core.replication.catchup.CatchUpItem;
import io.aitta.core.replication.configuration.MemberId;
import io.aitta.core.replication.history.Copy;
import io.aitta.core.replication.history.RequestLimits;
import io.aitta.core.store.LruStore;
import io.aitta.core.store.NodeBudgets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What is written of a copy makes the same copy again. */
class WrittenLogTest {
  private static final long MILLI = 1_000_000;
  private static final MemberId SELF = new MemberId("a", new UUID(1, 1));
  private static final MemberId NEXT = new MemberId("a", new UUID(1, 2));
  private static final LogLimits LIMITS =
      new LogLimits(
          Duration.ofMillis(100), Duration.ofSeconds(3), Duration.ofSeconds(30), 100, 400, 2_000);

  private Catalog catalog = Catalog.EMPTY;
  private final CacheId kept = cache("kept", Durability.ASYNC);
  private final CacheId other = cache("other", Durability.NONE);
  private final Recorder disk = new Recorder();
  private WrittenLog log = new WrittenLog(SELF, LIMITS, disk);
  private Copy copy = new Copy(this::partition, RequestLimits.DEFAULT, log);

  private static final class Recorder implements WrittenLog.Disk {
    private final TreeMap<Long, JournalRecord> records = new TreeMap<>();

    @Override
    public void store(long number, JournalRecord record, boolean awaited) {
      assertThat(number).isGreaterThan(records.isEmpty() ? 0 : records.lastKey());
      records.put(number, record);
    }

    @Override
    public void forgetBefore(long number) {
      records.headMap(number).clear();
    }
  }

  @Test
  void whatIsWritten_makesTheSameCopyAgain() {
    begin();
    put(kept, "a", 1);
    put(kept, "b", 2);
    put(kept, "a", 3);
    RestoredCopy restored = restored().orElseThrow();
    assertThat(entriesOf(restored.copy())).isEqualTo(entriesOf(copy)).hasSize(2);
    assertThat(restored.copy().head()).isEqualTo(copy.head());
    assertThat(restored.lives()).containsExactly(SELF);
    assertThat(restored.at()).isEqualTo(3);
  }

  /** Changes go on while it is read; what comes back is as it is at the end. */
  @Test
  void roundAmongChanges_makesTheSameCopyAgain_andTheRecordsBeforeGo() {
    begin();
    for (int i = 0; i < 40; i++) {
      put(kept, "k" + i, i);
    }
    storeAll();
    long before = disk.records.firstKey();
    for (int i = 0; i < 40; i++) {
      log.look(copy, i);
      put(kept, "k" + (i * 7 % 50), 100 + i);
      storeAll();
    }
    assertThat(disk.records.firstKey()).as("the first record").isGreaterThan(before);
    assertThat(disk.records.firstEntry().getValue()).isInstanceOf(JournalRecord.Round.class);
    assertThat(entriesOf(restored().orElseThrow().copy())).isEqualTo(entriesOf(copy));
  }

  @Test
  void roundThatHasNotEnded_leavesWhatWasBefore() {
    begin();
    for (int i = 0; i < 40; i++) {
      put(kept, "k" + i, i);
    }
    storeAll();
    log.look(copy, 1);
    put(kept, "k1", 2);
    assertThat(disk.records.values().stream().filter(JournalRecord.RoundEnd.class::isInstance))
        .as("the first round alone has ended")
        .hasSize(1);
    assertThat(entriesOf(restored().orElseThrow().copy())).isEqualTo(entriesOf(copy));
  }

  @Test
  void copyThatIsBeingMade_isNone_andTheOneBeforeIsVoid() {
    begin();
    put(kept, "a", 1);
    log.take(new CatchUpItem.Begin(copy.requests().snapshot(), copy.head(), 1, 1));
    assertThat(restored()).isEmpty();
    assertThat(log.stored(copy.head())).isEqualTo(CopyLog.NOTHING);
    log.take(new CatchUpItem.End());
    assertThat(log.stored(copy.head())).isEqualTo(CopyLog.NOTHING);
    assertThat(restored()).isPresent();
    storeAll();
    assertThat(log.stored(copy.head())).isEqualTo(copy.head());
  }

  @Test
  void copyBeforeALoss_isGood_untilAllIsWrittenOnceMore() {
    begin();
    for (int i = 0; i < 40; i++) {
      put(kept, "k" + i, i);
    }
    storeAll();
    Map<CacheKey, Entry> before = entriesOf(copy);
    long last = disk.records.lastKey();
    log.failed();
    put(kept, "lost", 41);
    assertThat(disk.records.lastKey()).as("what the disk was given").isEqualTo(last);
    assertThat(log.isBehind()).isTrue();
    assertThat(log.isSettled()).isFalse();
    log.look(copy, 42);
    put(kept, "b", 43);
    RestoredCopy older = restored().orElseThrow();
    assertThat(older.interrupted()).isTrue();
    assertThat(entriesOf(older.copy())).isEqualTo(before);
    assertThat(log.stored(copy.head())).isEqualTo(CopyLog.NOTHING);
    lookUntilQuiet();
    RestoredCopy whole = restored().orElseThrow();
    assertThat(whole.interrupted()).isFalse();
    assertThat(entriesOf(whole.copy())).isEqualTo(entriesOf(copy)).hasSize(42);
    assertThat(log.stored(copy.head())).isEqualTo(copy.head());
    assertThat(log.isBehind()).isFalse();
  }

  @Test
  void lossWhileACopyIsMade_hasItWrittenOnceItIsWhole() {
    log.take(new CatchUpItem.Begin(copy.requests().snapshot(), copy.head(), 1, 1));
    log.failed();
    log.look(copy, 1);
    log.take(new CatchUpItem.End());
    assertThat(restored()).isEmpty();
    log.look(copy, 2);
    storeAll();
    assertThat(restored()).isPresent();
    assertThat(log.stored(copy.head())).isEqualTo(copy.head());
  }

  @Test
  void logThatLost_isStalledWhenItHasLackedSomethingForLong() {
    begin();
    storeAll();
    log.failed();
    assertThat(log.isStalled()).isFalse();
    log.stepBegins(3_001 * MILLI);
    assertThat(log.isStalled()).isTrue();
  }

  @Test
  void copyThatWasGivenUp_isNone() {
    begin();
    put(kept, "a", 1);
    log.drop();
    assertThat(restored()).isEmpty();
    assertThat(disk.records.values()).containsExactly(new JournalRecord.Dropped());
    put(kept, "b", 1);
    assertThat(disk.records).hasSize(1);
  }

  @Test
  void cacheThatIsNotKept_costsNothing() {
    begin();
    int before = disk.records.size();
    put(other, "a", 1);
    assertThat(disk.records).hasSize(before);
    storeAll();
    assertThat(log.stored(copy.head())).isEqualTo(copy.head());
  }

  /** What the disk has of it grows old. */
  @Test
  void cacheThatIsNotKeptAnyMore_isGoneWhenTheCopyReturns() {
    begin();
    put(kept, "a", 1);
    configure("kept", Durability.NONE);
    put(kept, "a", 2);
    assertThat(entriesOf(restored().orElseThrow().copy())).isEmpty();
    configure("kept", Durability.SYNC);
    put(kept, "b", 3);
    lookUntilQuiet();
    assertThat(entriesOf(restored().orElseThrow().copy())).isEqualTo(entriesOf(copy)).hasSize(2);
  }

  @Test
  void cacheThatIsKeptFromNowOn_isWrittenWhole() {
    begin();
    put(other, "a", 1);
    configure("other", Durability.SYNC);
    put(other, "b", 2);
    lookUntilQuiet();
    assertThat(entriesOf(restored().orElseThrow().copy())).isEqualTo(entriesOf(copy)).hasSize(2);
  }

  @Test
  void newCache_needsNoRound() {
    begin();
    put(kept, "a", 1);
    put(kept, "b", 1);
    int before = disk.records.size();
    lookUntilQuiet();
    assertThat(disk.records).hasSize(before);
  }

  @Test
  void nextProcess_goesOn_andEachLifeIsKnown() {
    begin();
    put(kept, "a", 1);
    RestoredCopy restored = restored().orElseThrow();
    log = new WrittenLog(NEXT, LIMITS, new Recorder());
    copy = restored.copy();
    log.goOn(restored);
    assertThat(log.lives()).containsExactly(SELF, NEXT);
    assertThat(log.isSettled()).isFalse();
    log.stored(1);
    assertThat(log.isSettled()).isTrue();
    assertThat(log.stored(copy.head())).isEqualTo(copy.head());
  }

  @Test
  void copyIsOwned_onceTheDiskSaysWhoHasIt_thoughMoreIsBeingWritten() {
    begin();
    put(kept, "a", 1);
    RestoredCopy last = restored().orElseThrow();
    RestoredCopy.Kept much =
        new RestoredCopy.Kept(last.kept().caches(), Set.of(), 0, LIMITS.leastRoundBytes());
    Recorder next = new Recorder();
    log = new WrittenLog(NEXT, LIMITS, next);
    log.goOn(new RestoredCopy(last.copy(), last.lives(), much, false, last.at()));
    log.look(last.copy(), 2);
    assertThat(next.records.size()).as("a round has begun").isGreaterThan(1);
    assertThat(log.isOwned()).isFalse();
    log.stored(1);
    assertThat(log.isOwned()).isTrue();
    assertThat(log.isSettled()).isFalse();
  }

  @Test
  void livesThatAreOver_areForgottenOnceThisOneIsCountedIn() {
    begin();
    put(kept, "a", 1);
    RestoredCopy last = restored().orElseThrow();
    Set<MemberId> former =
        LongStream.range(3, 20)
            .mapToObj(i -> new MemberId("a", new UUID(1, i)))
            .collect(Collectors.toSet());
    Recorder next = new Recorder();
    log = new WrittenLog(NEXT, LIMITS, next);
    log.goOn(new RestoredCopy(last.copy(), former, last.kept(), false, last.at()));
    log.look(last.copy(), 2);
    assertThat(log.lives()).hasSize(18);
    assertThat(next.records).hasSize(1);
    log.countedIn();
    assertThat(log.lives()).containsExactly(NEXT);
    log.look(last.copy(), 2);
    assertThat(next.records.get(2L))
        .isInstanceOfSatisfying(
            JournalRecord.Round.class, round -> assertThat(round.lives()).containsExactly(NEXT));
  }

  @Test
  void log_isBehindOrStalled_byWhatHasWaitedLongest() {
    begin();
    storeAll();
    log.stepBegins(0);
    put(kept, "a", 1);
    log.stepBegins(99 * MILLI);
    assertThat(log.isBehind()).isFalse();
    log.stepBegins(101 * MILLI);
    assertThat(log.isBehind()).isTrue();
    assertThat(log.isStalled()).isFalse();
    log.stepBegins(3_001 * MILLI);
    assertThat(log.isStalled()).isTrue();
    Version before = new Version(1, 0);
    assertThat(log.stored(copy.head())).isEqualTo(before);
    storeAll();
    assertThat(log.isBehind()).isFalse();
    assertThat(log.isStalled()).isFalse();
    assertThat(log.stored(copy.head())).isEqualTo(copy.head());
  }

  private void begin() {
    log.take(new CatchUpItem.Begin(copy.requests().snapshot(), copy.head(), 0, 0));
    log.take(new CatchUpItem.End());
    storeAll();
    copy.lead(1, 0);
  }

  private void storeAll() {
    log.stored(disk.records.lastKey());
  }

  private void lookUntilQuiet() {
    for (int i = 0; i < 100; i++) {
      storeAll();
      log.look(copy, 1);
    }
    storeAll();
  }

  private void put(CacheId cache, String key, int number) {
    CacheValue value = CacheValue.owning(new byte[] {(byte) number, 1, 2, 3}, "text/plain");
    copy.execute(
        cache,
        new Put(CacheKey.of(key), value, Lifetime.INHERITED, Tags.NONE, Condition.ALWAYS),
        number);
    copy.conclude(Optional.empty(), false, number);
  }

  private CacheId cache(String name, Durability durability) {
    configure(name, durability);
    return catalog.idOf(new CacheName(name)).orElseThrow();
  }

  private void configure(String name, Durability durability) {
    CacheConfig config =
        new CacheConfig(
            0,
            0,
            CacheConfig.UNLIMITED,
            CacheConfig.UNLIMITED,
            CacheConfig.OnFull.EVICT,
            true,
            durability);
    long changes = catalog.latest().sequence() + 1;
    catalog = catalog.configured(new CacheName(name), config, new Version(1, changes));
  }

  private Partition partition(EffectSink sink) {
    return new Partition(
        0, 0, () -> catalog, new NodeBudgets(), LruStore::new, (number, cache) -> {}, sink);
  }

  private Optional<RestoredCopy> restored() {
    CopyRestorer restorer = new CopyRestorer(this::partition, RequestLimits.DEFAULT);
    disk.records.values().forEach(restorer::take);
    return restorer.result();
  }

  private static Map<CacheKey, Entry> entriesOf(Copy of) {
    Map<CacheKey, Entry> entries = new TreeMap<>(Comparator.comparing(CacheKey::toString));
    List<Entry> all = new ArrayList<>();
    Optional<CopyPosition> at = Optional.of(CopyPosition.START);
    while (at.isPresent()) {
      at = of.partition().copy(at.get(), (cache, entry) -> all.add(entry));
    }
    all.forEach(entry -> entries.put(entry.key(), entry));
    return entries;
  }
}
