package io.aitta.persistence.format;

import io.aitta.core.catalog.CacheId;
import io.aitta.core.model.CacheKey;
import io.aitta.core.model.CacheName;
import io.aitta.core.model.CacheValue;
import io.aitta.core.model.Entry;
import io.aitta.core.model.Lifespan;
import io.aitta.core.model.Tags;
import io.aitta.core.model.Version;
import io.aitta.core.partition.CopyPosition;
import io.aitta.core.partition.Effect;
import io.aitta.core.replication.catchup.CatchUpItem;
import io.aitta.core.replication.history.Change;
import io.aitta.core.replication.history.RequestId;
import io.aitta.core.replication.history.RequestRecord;
import io.aitta.core.replication.journal.JournalRecord;
import io.aitta.core.reply.StoreReply;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;

/**
 * Prints what the format takes for entries of 100 bytes under keys of 16, in bytes and processor
 * time.
 */
final class MeasureStoredFormat {
  private static final int ENTRIES = 100_000;
  private static final int PASSES = 12;
  private static final int MEASURED = 5;
  private static final long NOW = 1_764_000_000_000L;
  private static final CacheId CACHE = new CacheId(new CacheName("sessions"), new Version(3, 812));
  private static final long ORIGIN = 0x1122334455667788L;

  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
  private final Random random = new Random(7);
  private long read;

  private MeasureStoredFormat() {}

  /** Takes no arguments. */
  public static void main(String[] args) {
    MeasureStoredFormat measure = new MeasureStoredFormat();
    measure.run("pieces of 64 KiB", measure.pieces(360));
    measure.run("changes, one an event", measure.changes(1));
    measure.run("changes, 64 an event", measure.changes(64));
  }

  private List<List<JournalRecord>> pieces(int size) {
    List<List<JournalRecord>> events = new ArrayList<>();
    CopyPosition upTo = new CopyPosition(Optional.of(CACHE), 1L << 60, false);
    for (int made = 0; made < ENTRIES; made += size) {
      List<Entry> entries = new ArrayList<>();
      for (int i = 0; i < size; i++) {
        long ago = random.nextInt(3_600_000);
        entries.add(entry(new Version(7, random.nextInt(1_000_000)), NOW - ago));
      }
      events.add(List.of(new JournalRecord.Entries(new CatchUpItem.Piece(entries, upTo, true))));
    }
    return events;
  }

  private List<List<JournalRecord>> changes(int size) {
    List<List<JournalRecord>> events = new ArrayList<>();
    for (int made = 0; made < ENTRIES; made += size) {
      List<JournalRecord> records = new ArrayList<>();
      for (int i = 0; i < size; i++) {
        records.add(new JournalRecord.Changed(change(1_000_000 + made + i)));
      }
      events.add(records);
    }
    return events;
  }

  private Change change(int number) {
    Version version = new Version(7, number);
    long at = NOW + number / 50;
    RequestId id = new RequestId(ORIGIN, 2L * number);
    RequestRecord request = new RequestRecord(id, id.number() - 9, new StoreReply.Created(version));
    return new Change(
        new Version(7, number - 1),
        version,
        List.of(new Effect.EntryStored(CACHE, entry(version, at))),
        Optional.of(request),
        at,
        true);
  }

  private Entry entry(Version version, long at) {
    byte[] key = new byte[16];
    byte[] value = new byte[100];
    random.nextBytes(key);
    random.nextBytes(value);
    return new Entry(
        CacheKey.owning(key),
        CacheValue.owning(value, CacheValue.OCTET_STREAM),
        version,
        Tags.NONE,
        Lifespan.ENDLESS,
        at,
        at);
  }

  private void run(String what, List<List<JournalRecord>> events) {
    long writing = Long.MAX_VALUE;
    long reading = Long.MAX_VALUE;
    long bytes = 0;
    for (int pass = 0; pass < PASSES; pass++) {
      long begun = threads.getCurrentThreadCpuTime();
      List<byte[]> written = events.stream().map(StoredFormat::write).toList();
      long between = threads.getCurrentThreadCpuTime();
      written.forEach(event -> StoredFormat.read(event, record -> read += record.bytes()));
      long ended = threads.getCurrentThreadCpuTime();
      bytes = written.stream().mapToLong(event -> event.length).sum();
      if (pass >= PASSES - MEASURED) {
        writing = Math.min(writing, between - begun);
        reading = Math.min(reading, ended - between);
      }
    }
    System.out.printf(
        Locale.ROOT,
        "%-22s %6.1f bytes, %4d ns to write, %4d ns to read an entry (%x)%n",
        what,
        (double) bytes / ENTRIES,
        writing / ENTRIES,
        reading / ENTRIES,
        read);
  }
}
