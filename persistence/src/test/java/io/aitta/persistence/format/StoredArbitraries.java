package io.aitta.persistence.format;

import io.aitta.core.catalog.CacheId;
import io.aitta.core.catalog.Catalog;
import io.aitta.core.catalog.CatalogEntry;
import io.aitta.core.model.CacheConfig;
import io.aitta.core.model.CacheName;
import io.aitta.core.model.Lifetime;
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
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Records and catalogs with fields of all shapes, some of which come again. */
final class StoredArbitraries {
  private static final int FEW = 5;

  private final ReplyArbitraries values = new ReplyArbitraries();
  private final Arbitrary<Long> numbers = Arbitraries.longs();
  private final Arbitrary<Boolean> flags = Arbitraries.of(true, false);
  private final Arbitrary<CacheName> names =
      Arbitraries.strings().alpha().numeric().ofMinLength(1).ofMaxLength(63).map(CacheName::new);
  private final Arbitrary<CacheId> caches =
      Arbitraries.oneOf(
          Combinators.combine(names, values.versions()).as(CacheId::new),
          Arbitraries.of("a", "b", "c")
              .map(name -> new CacheId(new CacheName(name), new Version(1, 1))));
  private final Arbitrary<MemberId> members =
      Combinators.combine(
              Arbitraries.strings().ascii().withChars('ä').ofMinLength(1).ofMaxLength(32),
              Combinators.combine(numbers, numbers).as(UUID::new))
          .as(MemberId::new);

  /** Records in any order, also in such as never comes. */
  Arbitrary<List<JournalRecord>> events() {
    Arbitrary<JournalRecord> rounds =
        Combinators.combine(
                members.set().ofMaxSize(FEW),
                Arbitraries.of(JournalRecord.Round.Kind.class),
                snapshots(),
                values.versions(),
                numbers)
            .as(JournalRecord.Round::new);
    return Arbitraries.oneOf(
            rounds,
            pieces().map(JournalRecord.Entries::new),
            changes().map(JournalRecord.Changed::new),
            caches.map(JournalRecord.Forgotten::new),
            members.map(JournalRecord.Kept::new),
            Arbitraries.of(new JournalRecord.RoundEnd(), new JournalRecord.Dropped()))
        .list()
        .ofMaxSize(FEW);
  }

  Arbitrary<Catalog> catalogs() {
    Arbitrary<Long> bounds = numbers.map(number -> Math.max(1, number));
    Arbitrary<Long> lifetimes = Arbitraries.longs().between(0, Lifetime.MAX_MILLIS);
    Arbitrary<CacheConfig> configs =
        Combinators.combine(
                lifetimes,
                lifetimes,
                bounds,
                bounds,
                Arbitraries.of(CacheConfig.OnFull.class),
                flags,
                Arbitraries.of(CacheConfig.Durability.class))
            .as(CacheConfig::new);
    Arbitrary<CatalogEntry> entries =
        Combinators.combine(values.versions(), values.versions(), configs.optional())
            .as(CatalogEntry::new);
    return Arbitraries.maps(names, entries).ofMaxSize(FEW).map(Catalog::of);
  }

  private Arbitrary<CatchUpItem.Piece> pieces() {
    Arbitrary<CopyPosition> positions =
        Combinators.combine(caches.map(Optional::of), numbers, flags).as(CopyPosition::new);
    return Combinators.combine(values.entries().list().ofMaxSize(FEW), positions, flags)
        .as(CatchUpItem.Piece::new);
  }

  private Arbitrary<Change> changes() {
    return Combinators.combine(
            values.versions().filter(last -> last.epoch() > 0),
            effects().list().ofMaxSize(FEW),
            requests().optional(),
            numbers,
            flags)
        .as(
            (last, effects, request, at, kept) ->
                new Change(before(last), last, effects, request, at, kept));
  }

  private static Version before(Version version) {
    return new Version(version.epoch() - 1, version.sequence());
  }

  private Arbitrary<Effect> effects() {
    return Arbitraries.oneOf(
        Combinators.combine(caches, values.entries()).as(Effect.EntryStored::new),
        Combinators.combine(
                caches,
                values.versions(),
                values.keys(),
                Arbitraries.of(Effect.EntryRemoved.Cause.class))
            .as(Effect.EntryRemoved::new),
        Combinators.combine(caches, values.versions(), values.keys(), values.lifespans(), numbers)
            .as(Effect.LifespanChanged::new),
        Combinators.combine(caches, values.versions()).as(Effect.SegmentCleared::new),
        Combinators.combine(caches, values.versions()).as(Effect.SegmentDropped::new));
  }

  private Arbitrary<RequestRecord> requests() {
    Arbitrary<Long> origins = Arbitraries.oneOf(numbers, Arbitraries.of(1L, 2L));
    Arbitrary<RequestId> ids = Combinators.combine(origins, numbers).as(RequestId::new);
    return Combinators.combine(ids, numbers, values.replies().optional())
        .as((id, below, reply) -> new RequestRecord(id, below, reply));
  }

  private Arbitrary<RequestSnapshot> snapshots() {
    Arbitrary<RequestTable.Done> done =
        Combinators.combine(requests(), values.versions(), numbers).as(RequestTable.Done::new);
    Arbitrary<RequestSnapshot.Name> named =
        Combinators.combine(numbers, numbers, numbers).as(RequestSnapshot.Name::new);
    return Combinators.combine(
            done.list().ofMaxSize(FEW),
            Arbitraries.maps(numbers, numbers).ofMaxSize(FEW),
            named.list().ofMaxSize(FEW))
        .as(RequestSnapshot::new);
  }
}
