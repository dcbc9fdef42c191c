package io.aitta.persistence.copies;

import io.aitta.core.catalog.CacheId;
import io.aitta.core.catalog.Catalog;
import io.aitta.core.model.CacheConfig;
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
import io.aitta.core.replication.journal.JournalRecord;
import io.aitta.core.replication.journal.LogLimits;
import io.aitta.core.replication.journal.WrittenLog;
import io.aitta.core.store.LruStore;
import io.aitta.core.store.NodeBudgets;
import io.aitta.durability.PartitionDisk;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/** A copy with one cache whose entries are kept, as a replica would write it to a disk. */
final class TestingCopy {
  static final MemberId LIFE = new MemberId("n", new UUID(1, 1));
  private static final CacheName NAME = new CacheName("kept");
  private static final CacheConfig CONFIG =
      new CacheConfig(
          0,
          0,
          CacheConfig.UNLIMITED,
          CacheConfig.UNLIMITED,
          CacheConfig.OnFull.EVICT,
          true,
          CacheConfig.Durability.SYNC);
  private static final Catalog CATALOG = Catalog.EMPTY.configured(NAME, CONFIG, new Version(1, 1));
  private static final CacheId CACHE = CATALOG.idOf(NAME).orElseThrow();

  private final int number;

  TestingCopy() {
    this(7);
  }

  /** A copy of that partition. */
  TestingCopy(int number) {
    this.number = number;
  }

  /** Makes its partition. */
  Partition partition(EffectSink sink) {
    return new Partition(
        number, 0, () -> CATALOG, new NodeBudgets(), LruStore::new, (number, cache) -> {}, sink);
  }

  /** A copy that begins empty, and is written to a disk from then on. */
  Writing writeTo(PartitionDisk disk) {
    return new Writing(disk);
  }

  /** The bytes under each key. */
  static Map<String, Byte> entriesOf(Copy copy) {
    Map<String, Byte> entries = new TreeMap<>();
    Optional<CopyPosition> at = Optional.of(CopyPosition.START);
    while (at.isPresent()) {
      at = copy.partition().copy(at.get(), (cache, entry) -> note(entry, entries));
    }
    return entries;
  }

  private static boolean note(Entry entry, Map<String, Byte> to) {
    return to.put(entry.key().toString(), entry.value().toBytes()[0]) == null;
  }

  /** Is being written. */
  final class Writing {
    private final AtomicLong last = new AtomicLong();
    private final WrittenLog log;
    private final Copy copy;

    private Writing(PartitionDisk disk) {
      log =
          new WrittenLog(
              LIFE,
              LogLimits.DEFAULT,
              new WrittenLog.Disk() {
                @Override
                public void store(long number, JournalRecord record, boolean awaited) {
                  last.set(number);
                  disk.store(number, record, awaited);
                }

                @Override
                public void forgetBefore(long number) {
                  disk.forgetBefore(number);
                }
              });
      copy = new Copy(TestingCopy.this::partition, RequestLimits.DEFAULT, log);
      log.take(new CatchUpItem.Begin(copy.requests().snapshot(), copy.head(), 0, 0));
      log.take(new CatchUpItem.End());
      copy.lead(1, 0);
    }

    void put(String key, int value) {
      put(key, new byte[] {(byte) value});
    }

    void put(String key, byte[] value) {
      CacheValue bytes = CacheValue.owning(value, "text/plain");
      copy.execute(
          CACHE,
          new Put(CacheKey.of(key), bytes, Lifetime.INHERITED, Tags.NONE, Condition.ALWAYS),
          1);
      copy.conclude(Optional.empty(), false, 1);
    }

    /** The number of the record that was given to the disk last. */
    long last() {
      return last.get();
    }

    /** What it was told of the disk. */
    WrittenLog log() {
      return log;
    }

    Copy copy() {
      return copy;
    }
  }
}
