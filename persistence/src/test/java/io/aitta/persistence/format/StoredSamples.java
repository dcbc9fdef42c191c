package io.aitta.persistence.format;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.aitta.core.catalog.CacheId;
import io.aitta.core.catalog.Catalog;
import io.aitta.core.catalog.CatalogEntry;
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
import io.aitta.core.replication.catchup.CatchUpItem;
import io.aitta.core.replication.configuration.MemberId;
import io.aitta.core.replication.history.Change;
import io.aitta.core.replication.history.RequestId;
import io.aitta.core.replication.history.RequestRecord;
import io.aitta.core.replication.history.RequestSnapshot;
import io.aitta.core.replication.history.RequestTable;
import io.aitta.core.replication.journal.JournalRecord;
import io.aitta.core.replication.journal.JournalRecord.Round.Kind;
import io.aitta.core.reply.RemoveReply;
import io.aitta.core.reply.Reply;
import io.aitta.core.reply.StoreReply;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** One or more of all that is stored, under the names of the golden bytes. */
final class StoredSamples {
  static final Version VERSION = new Version(7, 42);
  private static final Version BEFORE = new Version(6, 99);
  private static final CacheName NAME = new CacheName("users");
  private static final CacheId USERS = new CacheId(NAME, new Version(1, 2));
  private static final CacheId ORDERS = new CacheId(new CacheName("orders"), new Version(3, 400));
  private static final CacheKey KEY = CacheKey.of("käy");
  private static final CacheValue VALUE = CacheValue.copyOf("{}".getBytes(UTF_8), "text/plain");
  private static final CacheValue IMAGE = CacheValue.copyOf(new byte[] {-1, 0}, "image/png");
  private static final MemberId FIRST = new MemberId("node-1", new UUID(1, 2));
  private static final MemberId SECOND = new MemberId("nöde-2", new UUID(-3, -4));
  private static final RequestId REQUEST = new RequestId(0x1122334455667788L, 17);
  static final Entry ENTRY = entry(KEY, VALUE, new Lifespan(2_000, 500));

  private final Map<String, List<JournalRecord>> events = new LinkedHashMap<>();

  private StoredSamples() {
    addRounds();
    addEntries();
    addChanges();
    ReplySamples.all().forEach((name, reply) -> add("reply/" + name, answered(reply)));
    List<JournalRecord> several = new ArrayList<>();
    events.values().forEach(several::addAll);
    events.put("event/none", List.of());
    events.put("event/several", several);
  }

  /** Every event under its name. */
  static Map<String, List<JournalRecord>> events() {
    return new StoredSamples().events;
  }

  /** Every catalog under its name. */
  static Map<String, Catalog> catalogs() {
    Map<String, Catalog> catalogs = new LinkedHashMap<>();
    catalogs.put("catalog/none", Catalog.EMPTY);
    CacheConfig config =
        new CacheConfig(
            60_000,
            0,
            2_000,
            1 << 20,
            CacheConfig.OnFull.REJECT,
            false,
            CacheConfig.Durability.SYNC);
    CatalogEntry live = new CatalogEntry(new Version(1, 1), VERSION, Optional.of(config));
    CatalogEntry dropped = new CatalogEntry(VERSION, VERSION, Optional.empty());
    catalogs.put("catalog/two", Catalog.of(Map.of(NAME, live, new CacheName("old"), dropped)));
    for (CacheConfig.Durability durability : CacheConfig.Durability.values()) {
      CacheConfig other =
          new CacheConfig(0, 9, 1, Long.MAX_VALUE, CacheConfig.OnFull.EVICT, true, durability);
      catalogs.put("catalog/" + durability, Catalog.EMPTY.configured(NAME, other, VERSION));
    }
    return catalogs;
  }

  private void addRounds() {
    RequestSnapshot none = new RequestSnapshot(List.of(), Map.of(), List.of());
    add(
        "round",
        new JournalRecord.Round(Set.of(FIRST, SECOND), Kind.ANEW, snapshot(), VERSION, 1_234));
    add("round-again", new JournalRecord.Round(Set.of(FIRST), Kind.AGAIN, none, BEFORE, -1));
    add("round-after-gap", new JournalRecord.Round(Set.of(FIRST), Kind.AFTER_GAP, none, BEFORE, 0));
    add("round-end", new JournalRecord.RoundEnd());
    add("forgotten", new JournalRecord.Forgotten(USERS));
    add("kept", new JournalRecord.Kept(SECOND));
    add("dropped", new JournalRecord.Dropped());
  }

  private void addEntries() {
    CopyPosition within = new CopyPosition(Optional.of(USERS), -1, false);
    List<Entry> entries =
        List.of(
            ENTRY,
            entry(CacheKey.of("a"), IMAGE, Lifespan.ENDLESS),
            entry(CacheKey.of("b"), VALUE, new Lifespan(3_000, 0)),
            entry(CacheKey.of("c"), IMAGE, new Lifespan(Lifespan.NEVER, 500)));
    add("entries", new JournalRecord.Entries(new CatchUpItem.Piece(entries, within, true)));
    CopyPosition through = new CopyPosition(Optional.of(ORDERS), 0, true);
    add(
        "entries-none",
        new JournalRecord.Entries(new CatchUpItem.Piece(List.of(), through, false)));
  }

  private void addChanges() {
    List<Effect> effects = new ArrayList<>();
    effects.add(new Effect.EntryStored(USERS, ENTRY));
    effects.add(new Effect.EntryStored(ORDERS, entry(KEY, IMAGE, Lifespan.ENDLESS)));
    for (Effect.EntryRemoved.Cause cause : Effect.EntryRemoved.Cause.values()) {
      effects.add(new Effect.EntryRemoved(USERS, VERSION, KEY, cause));
    }
    Lifespan lifespan = new Lifespan(3_000, 0);
    effects.add(new Effect.LifespanChanged(USERS, VERSION, KEY, lifespan, 1_600));
    effects.add(new Effect.SegmentCleared(ORDERS, VERSION));
    effects.add(new Effect.SegmentDropped(ORDERS, BEFORE));
    add("changed", changed(effects, Optional.empty(), true));
    add("changed-nothing", changed(List.of(), Optional.empty(), false));
    RequestRecord fault = new RequestRecord(RequestId.named(5, -7), 0, Optional.empty());
    add("changed-without-answer", changed(List.of(), Optional.of(fault), true));
  }

  /** The requests that a copy remembers, with origins in no order but that of their age. */
  private static RequestSnapshot snapshot() {
    Map<Long, Long> forgotten = new LinkedHashMap<>();
    forgotten.put(9L, 5L);
    forgotten.put(2L, Long.MIN_VALUE);
    forgotten.put(3L, 0L);
    RequestRecord removed =
        new RequestRecord(new RequestId(9, 6), Long.MIN_VALUE, new RemoveReply.Removed());
    RequestRecord created = new RequestRecord(REQUEST, 12, new StoreReply.Created(VERSION));
    RequestRecord again = new RequestRecord(new RequestId(9, 7), 6, Optional.empty());
    return new RequestSnapshot(
        List.of(
            new RequestTable.Done(removed, new Version(6, 1), 1_000),
            new RequestTable.Done(created, VERSION, 1_234),
            new RequestTable.Done(again, VERSION, 1_233)),
        forgotten,
        List.of(new RequestSnapshot.Name(-1, 8, 999), new RequestSnapshot.Name(-5, -7, 1_233)));
  }

  private static JournalRecord answered(Reply reply) {
    return changed(List.of(), Optional.of(new RequestRecord(REQUEST, 12, reply)), true);
  }

  private static JournalRecord changed(
      List<Effect> effects, Optional<RequestRecord> request, boolean kept) {
    return new JournalRecord.Changed(new Change(BEFORE, VERSION, effects, request, 1_234, kept));
  }

  private static Entry entry(CacheKey key, CacheValue value, Lifespan lifespan) {
    return new Entry(key, value, VERSION, Tags.of("blue", "red:1"), lifespan, 1_000, 1_500);
  }

  private void add(String name, JournalRecord record) {
    events.put("record/" + name, List.of(record));
  }
}
