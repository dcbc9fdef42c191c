package io.aitta.persistence.jdbc;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.aitta.core.catalog.CacheId;
import io.aitta.core.catalog.Catalog;
import io.aitta.core.model.CacheConfig;
import io.aitta.core.model.CacheKey;
import io.aitta.core.model.CacheName;
import io.aitta.core.model.CacheValue;
import io.aitta.core.model.Entry;
import io.aitta.core.model.Lifespan;
import io.aitta.core.model.Tags;
import io.aitta.core.model.Version;
import io.aitta.core.partition.CopyPosition;
import io.aitta.core.partition.Effect;
import io.aitta.core.partition.Partition;
import io.aitta.core.replication.catchup.CatchUpItem;
import io.aitta.core.replication.configuration.MemberId;
import io.aitta.core.replication.history.Change;
import io.aitta.core.replication.history.RequestLimits;
import io.aitta.core.replication.history.RequestSnapshot;
import io.aitta.core.replication.journal.CopyRestorer;
import io.aitta.core.replication.journal.JournalRecord;
import io.aitta.core.replication.journal.JournalRecord.Round.Kind;
import io.aitta.core.replication.journal.RestoredCopy;
import io.aitta.core.store.LruStore;
import io.aitta.core.store.NodeBudgets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;

/** Records of a copy with one cache, whose versions follow each other, and what they make. */
final class TestingRecords {
  private static final CacheConfig KEPT =
      new CacheConfig(
          0,
          0,
          CacheConfig.UNLIMITED,
          CacheConfig.UNLIMITED,
          CacheConfig.OnFull.EVICT,
          true,
          CacheConfig.Durability.SYNC);
  private static final CacheName NAME = new CacheName("users");
  private static final CacheId CACHE = new CacheId(NAME, new Version(1, 1));
  private static final MemberId LIFE = new MemberId("node-1", new UUID(1, 2));

  private long version = 1;

  /** A whole round with an entry for each key. */
  List<JournalRecord> round(Kind kind, String... keys) {
    List<Entry> entries = Stream.of(keys).map(key -> entry(key, at(version))).toList();
    CopyPosition end = new CopyPosition(Optional.of(CACHE), -1, true);
    return List.of(
        new JournalRecord.Round(
            Set.of(LIFE),
            kind,
            new RequestSnapshot(List.of(), Map.of(), List.of()),
            at(version),
            1_000),
        new JournalRecord.Entries(new CatchUpItem.Piece(entries, end, true)),
        new JournalRecord.RoundEnd());
  }

  /** The next change: an entry for that key. */
  JournalRecord put(String key) {
    Version before = at(version);
    version++;
    Effect stored = new Effect.EntryStored(CACHE, entry(key, at(version)));
    return new JournalRecord.Changed(
        new Change(before, at(version), List.of(stored), Optional.empty(), 1_000, true));
  }

  /** A catalog with that cache and others, so many in all. */
  static Catalog catalog(int caches) {
    Catalog catalog = Catalog.EMPTY.configured(NAME, KEPT, new Version(1, 1));
    for (int i = 1; i < caches; i++) {
      catalog =
          catalog.configured(
              new CacheName("other-" + i), CacheConfig.DEFAULT, new Version(1, 1 + i));
    }
    return catalog;
  }

  static CopyRestorer restorer() {
    return new CopyRestorer(
        sink ->
            new Partition(
                0,
                0,
                () -> catalog(1),
                new NodeBudgets(),
                LruStore::new,
                (number, cache) -> {},
                sink),
        RequestLimits.DEFAULT);
  }

  /** The keys and values of a copy. */
  static Map<String, String> contentOf(RestoredCopy copy) {
    Map<String, String> content = new TreeMap<>();
    List<Entry> entries = new ArrayList<>();
    Optional<CopyPosition> at = Optional.of(CopyPosition.START);
    while (at.isPresent()) {
      at = copy.copy().partition().copy(at.get(), (cache, entry) -> entries.add(entry));
    }
    entries.forEach(
        entry -> content.put(entry.key().toString(), new String(entry.value().toBytes(), UTF_8)));
    return content;
  }

  private static Version at(long version) {
    return new Version(1, version);
  }

  private static Entry entry(String key, Version version) {
    CacheValue value =
        CacheValue.copyOf((key + "@" + version.sequence()).getBytes(UTF_8), "text/plain");
    return new Entry(CacheKey.of(key), value, version, Tags.NONE, Lifespan.ENDLESS, 1_000, 1_000);
  }
}
