package io.aitta.wire;

import io.aitta.core.catalog.CacheId;
import io.aitta.core.catalog.Catalog;
import io.aitta.core.catalog.CatalogEntry;
import io.aitta.core.model.CacheConfig;
import io.aitta.core.model.CacheKey;
import io.aitta.core.model.CacheName;
import io.aitta.core.model.CacheStatistics;
import io.aitta.core.model.CacheValue;
import io.aitta.core.model.Condition;
import io.aitta.core.model.Entry;
import io.aitta.core.model.Lifespan;
import io.aitta.core.model.Lifetime;
import io.aitta.core.model.ScanPosition;
import io.aitta.core.model.Selector;
import io.aitta.core.model.Tags;
import io.aitta.core.model.Version;
import io.aitta.core.operation.Batch;
import io.aitta.core.operation.ChangeLifetime;
import io.aitta.core.operation.Get;
import io.aitta.core.operation.GetAndPut;
import io.aitta.core.operation.GetAndRemove;
import io.aitta.core.operation.Increment;
import io.aitta.core.operation.Invalidate;
import io.aitta.core.operation.KeyOperation;
import io.aitta.core.operation.ListPage;
import io.aitta.core.operation.Operation;
import io.aitta.core.operation.Put;
import io.aitta.core.operation.ReadLifetime;
import io.aitta.core.operation.ReadStatistics;
import io.aitta.core.operation.Remove;
import io.aitta.core.operation.Touch;
import io.aitta.core.placement.WeightClass;
import io.aitta.core.replication.configuration.MemberId;
import io.aitta.core.reply.Absent;
import io.aitta.core.reply.BatchReply;
import io.aitta.core.reply.CountReply;
import io.aitta.core.reply.InvalidateReply;
import io.aitta.core.reply.LifetimeReply;
import io.aitta.core.reply.Lookup;
import io.aitta.core.reply.OverBudget;
import io.aitta.core.reply.PageReply;
import io.aitta.core.reply.PreconditionFailed;
import io.aitta.core.reply.RemoveReply;
import io.aitta.core.reply.Reply;
import io.aitta.core.reply.StatisticsReply;
import io.aitta.core.reply.StoreReply;
import io.aitta.core.reply.SwapReply;
import io.aitta.core.reply.TouchReply;
import io.aitta.protocol.Answer;
import io.aitta.protocol.CatalogCommand;
import io.aitta.protocol.CatalogPush;
import io.aitta.protocol.Message;
import io.aitta.protocol.NodeReplication;
import io.aitta.protocol.NodeStatus;
import io.aitta.protocol.Request;
import io.aitta.protocol.Response;
import io.aitta.protocol.RestoredCopies;
import io.aitta.protocol.VoterNotice;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Messages of all kinds that carry fields, with fields of all shapes. */
final class WireArbitraries {
  private static final int SMALL = 12;

  private final Arbitrary<Long> numbers = Arbitraries.longs();
  private final Arbitrary<Long> counts = Arbitraries.longs().greaterOrEqual(0);
  private final Arbitrary<Boolean> flags = Arbitraries.of(true, false);
  private final Arbitrary<String> texts =
      Arbitraries.strings().ascii().withChars('ä', '€', '中').ofMaxLength(300);
  private final Arbitrary<byte[]> bytes = Arbitraries.bytes().array(byte[].class).ofMaxSize(400);
  private final Arbitrary<CacheName> names =
      Arbitraries.strings().alpha().numeric().ofMinLength(1).ofMaxLength(63).map(CacheName::new);
  private final Arbitrary<CacheKey> keys =
      Arbitraries.bytes().array(byte[].class).ofMinSize(1).ofMaxSize(1024).map(CacheKey::copyOf);
  private final Arbitrary<CacheValue> values =
      Combinators.combine(bytes, texts).as(CacheValue::copyOf);
  private final Arbitrary<Version> versions = Combinators.combine(counts, counts).as(Version::new);
  private final Arbitrary<String> tag =
      Arbitraries.strings().alpha().numeric().withChars("._:-").ofMinLength(1).ofMaxLength(64);
  private final Arbitrary<Tags> tags = tag.list().ofMaxSize(Tags.MAX).map(Tags::new);
  private final Arbitrary<Lifetime> lifetimes =
      Combinators.combine(limits(), limits()).as(Lifetime::new);
  private final Arbitrary<Condition> conditions = conditions();
  private final Arbitrary<Optional<ScanPosition>> positions =
      Combinators.combine(numbers, versions).as(ScanPosition::new).optional();
  private final Arbitrary<Entry> entries =
      Combinators.combine(keys, values, versions, tags, numbers, numbers, counts)
          .as(
              (k, v, n, t, at, last, idle) ->
                  new Entry(k, v, n, t, new Lifespan(at, idle), at, last));
  private final Arbitrary<Lookup.Hit> hits =
      Combinators.combine(entries, numbers, counts).as(Lookup.Hit::new);

  private final Arbitrary<CacheId> caches = Combinators.combine(names, versions).as(CacheId::new);
  private final ReplicaArbitraries replicas = new ReplicaArbitraries(this);
  private final VoterArbitraries voters = new VoterArbitraries();

  Arbitrary<Message> messages() {
    return Arbitraries.oneOf(
        requests(),
        responses(),
        statuses(),
        commands(),
        pushes(),
        replicas.posts(),
        voters.posts());
  }

  Arbitrary<Long> counts() {
    return counts;
  }

  Arbitrary<CacheKey> keys() {
    return keys;
  }

  Arbitrary<Version> versions() {
    return versions;
  }

  Arbitrary<CacheId> caches() {
    return caches;
  }

  Arbitrary<Entry> entries() {
    return entries;
  }

  private Arbitrary<Request> requests() {
    Arbitrary<Integer> ints = Arbitraries.integers();
    return Combinators.combine(
            numbers, ints, numbers, ints, replicas.onces(), numbers, caches, operations())
        .as(
            (number, partition, epoch, timeout, once, below, cache, operation) ->
                new Request(
                    ~number, number, partition, epoch, timeout, once, below, cache, operation));
  }

  private Arbitrary<Operation<?>> operations() {
    Arbitrary<KeyOperation<?>> onEntries = Arbitraries.oneOf(writes(), others());
    return Arbitraries.oneOf(
        onEntries.map(operation -> operation),
        onEntries.list().ofMaxSize(SMALL).map(Batch::new),
        Arbitraries.just(new ReadStatistics()),
        Combinators.combine(selectors(), positions).as(Invalidate::new),
        Combinators.combine(
                selectors(),
                positions,
                Arbitraries.integers().greaterOrEqual(1),
                Arbitraries.longs().greaterOrEqual(1),
                flags)
            .as(ListPage::new));
  }

  private Arbitrary<KeyOperation<?>> writes() {
    return Arbitraries.oneOf(
        Combinators.combine(keys, values, lifetimes, tags, conditions).as(Put::new),
        Combinators.combine(keys, values, lifetimes, tags).as(GetAndPut::new),
        Combinators.combine(keys, conditions).as(Remove::new),
        Combinators.combine(keys, numbers, numbers, conditions).as(Increment::new),
        Combinators.combine(keys, limits(), limits(), conditions).as(ChangeLifetime::new));
  }

  private Arbitrary<KeyOperation<?>> others() {
    return Arbitraries.oneOf(
        Combinators.combine(keys, flags).as(Get::new),
        keys.map(GetAndRemove::new),
        keys.map(Touch::new),
        keys.map(ReadLifetime::new));
  }

  Arbitrary<Reply> replies() {
    Arbitrary<Reply> ofEntries = Arbitraries.oneOf(found(), changed());
    return Arbitraries.oneOf(
        ofEntries,
        ofEntries.list().ofMaxSize(SMALL).map(BatchReply::new),
        Combinators.combine(hits.list().ofMaxSize(SMALL), positions).as(PageReply::new),
        Combinators.combine(counts, positions).as(InvalidateReply::new),
        counts.map(n -> new StatisticsReply(new CacheStatistics(n, 1, 2, n, 4, 5, 6, n))));
  }

  private Arbitrary<Response> responses() {
    Arbitrary<Answer> answers =
        Arbitraries.oneOf(
            replies().map(Answer.Done::new),
            Arbitraries.of(Answer.Refusal.values()).map(Answer.Refused::new));
    return Combinators.combine(numbers, numbers, numbers, answers).as(Response::new);
  }

  private Arbitrary<Reply> found() {
    return Arbitraries.oneOf(
        hits,
        Combinators.combine(versions, entries.optional()).as(SwapReply.Swapped::new),
        Combinators.combine(numbers, numbers, versions).as(LifetimeReply.Remaining::new),
        Arbitraries.of(new Lookup.Miss(), new Absent()));
  }

  private Arbitrary<Reply> changed() {
    return Arbitraries.oneOf(
        versions.map(StoreReply.Created::new),
        versions.map(StoreReply.Replaced::new),
        versions.map(TouchReply.Touched::new),
        versions.optional().map(PreconditionFailed::new),
        texts.map(OverBudget::new),
        Combinators.combine(numbers, versions).as(CountReply.Counted::new),
        Arbitraries.of(
            new RemoveReply.Removed(), new CountReply.NotANumber(), new CountReply.OutOfRange()));
  }

  private Arbitrary<NodeStatus> statuses() {
    return Combinators.combine(
            numbers,
            texts,
            texts.optional(),
            texts,
            numbers,
            Arbitraries.maps(partitions(), counts).ofMaxSize(SMALL),
            replications())
        .as(
            (number, name, http, version, startedAt, leads, replication) ->
                new NodeStatus(
                    number, ~number, name, http, version, startedAt, leads, -number, replication));
  }

  private Arbitrary<NodeReplication> replications() {
    Arbitrary<List<MemberId>> dead = replicas.members().list().ofMaxSize(SMALL).uniqueElements();
    return Combinators.combine(livingReplications(), dead).as(NodeReplication::knowingDead);
  }

  private Arbitrary<NodeReplication> livingReplications() {
    return Combinators.combine(
            Arbitraries.integers().between(0, 65_535),
            texts,
            flags,
            voters.generations().optional(),
            notices().optional(),
            Arbitraries.maps(partitions(), replicas.configurations()).ofMaxSize(SMALL),
            Arbitraries.maps(partitions(), weights()).ofMaxSize(SMALL),
            Arbitraries.maps(partitions(), replicas.members().set().ofMaxSize(SMALL))
                .ofMaxSize(SMALL))
        .as(
            (port, zone, leaving, voters, voter, leads, weights, recruits) ->
                new NodeReplication(
                    port,
                    zone,
                    leaving,
                    voters,
                    voter,
                    leads,
                    weights,
                    recruits,
                    RestoredCopies.NONE_YET,
                    List.of()));
  }

  private Arbitrary<VoterNotice> notices() {
    Arbitrary<UUID> identities = Combinators.combine(numbers, numbers).as(UUID::new);
    return Combinators.combine(identities, flags, identities.list().ofMaxSize(SMALL))
        .as(VoterNotice::new);
  }

  private static Arbitrary<WeightClass> weights() {
    Arbitrary<Integer> numbers = Arbitraries.integers().between(0, WeightClass.LAST);
    return Combinators.combine(numbers, numbers).as(WeightClass::new);
  }

  private static Arbitrary<Integer> partitions() {
    return Arbitraries.integers().between(0, 1023);
  }

  private Arbitrary<CatalogCommand> commands() {
    Arbitrary<CatalogCommand.Change> changes =
        Arbitraries.oneOf(
            configs().map(CatalogCommand.Configure::new),
            Arbitraries.of(new CatalogCommand.CreateIfAbsent(), new CatalogCommand.Drop()));
    return Combinators.combine(numbers, numbers, numbers, Arbitraries.integers(), names, changes)
        .as(CatalogCommand::new);
  }

  private Arbitrary<CatalogPush> pushes() {
    Arbitrary<CatalogEntry> known =
        Combinators.combine(versions, versions, configs().optional()).as(CatalogEntry::new);
    Arbitrary<Catalog> catalogs = Arbitraries.maps(names, known).ofMaxSize(SMALL).map(Catalog::of);
    return Combinators.combine(numbers, catalogs).as(CatalogPush::new);
  }

  private Arbitrary<CacheConfig> configs() {
    Arbitrary<Long> bounds = Arbitraries.longs().greaterOrEqual(1);
    Arbitrary<Long> lifetimes = Arbitraries.longs().between(0, Lifetime.MAX_MILLIS);
    return Combinators.combine(
            lifetimes,
            lifetimes,
            bounds,
            bounds,
            Arbitraries.of(CacheConfig.OnFull.class),
            flags,
            Arbitraries.of(CacheConfig.Durability.class))
        .as(CacheConfig::new);
  }

  private Arbitrary<Condition.Match> matches() {
    return Arbitraries.oneOf(
        Arbitraries.of(List.of(new Condition.Unasked(), new Condition.AnyVersion())),
        versions.set().ofMaxSize(SMALL).map(Condition.Versions::new));
  }

  private Arbitrary<Condition> conditions() {
    Arbitrary<Condition.Match> dates = Arbitraries.longs().map(Condition.UnmodifiedSince::new);
    return Combinators.combine(Arbitraries.oneOf(matches(), dates), matches()).as(Condition::new);
  }

  private Arbitrary<Selector> selectors() {
    return Arbitraries.oneOf(
        Arbitraries.just(new Selector.All()),
        tag.set().ofMaxSize(SMALL).map(Selector.Tagged::new),
        bytes.map(Selector.Prefixed::new));
  }

  private static Arbitrary<Long> limits() {
    return Arbitraries.longs().between(-1, Lifetime.MAX_MILLIS);
  }
}
