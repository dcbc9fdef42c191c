package io.aitta.wire;

import io.aitta.core.model.Lifespan;
import io.aitta.core.model.Version;
import io.aitta.core.partition.CopyPosition;
import io.aitta.core.partition.Effect;
import io.aitta.core.replication.catchup.CatchUpFeed;
import io.aitta.core.replication.catchup.CatchUpItem;
import io.aitta.core.replication.configuration.Configuration;
import io.aitta.core.replication.configuration.MemberId;
import io.aitta.core.replication.history.Change;
import io.aitta.core.replication.history.RequestId;
import io.aitta.core.replication.history.RequestRecord;
import io.aitta.core.replication.history.RequestSnapshot;
import io.aitta.core.replication.history.RequestTable;
import io.aitta.core.replication.protocol.ReplicaMessage;
import io.aitta.protocol.ReplicaPost;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** What copies say to each other, with fields of all shapes. */
final class ReplicaArbitraries {
  private static final int FEW = 6;

  private final WireArbitraries values;
  private final Arbitrary<Long> numbers = Arbitraries.longs();
  private final Arbitrary<Long> positive = Arbitraries.longs().greaterOrEqual(1);
  private final Arbitrary<Boolean> flags = Arbitraries.of(true, false);
  private final Arbitrary<UUID> identities = Combinators.combine(numbers, numbers).as(UUID::new);
  private final Arbitrary<MemberId> members =
      Combinators.combine(
              Arbitraries.strings().ascii().withChars('ä').ofMinLength(1).ofMaxLength(32),
              identities)
          .as(MemberId::new);
  private final Arbitrary<RequestId> requests =
      Combinators.combine(numbers, numbers).as(RequestId::new);

  ReplicaArbitraries(WireArbitraries values) {
    this.values = values;
  }

  Arbitrary<ReplicaPost> posts() {
    Arbitrary<ReplicaPost.Line> lines =
        Combinators.combine(Arbitraries.integers(), messages()).as(ReplicaPost.Line::new);
    return Combinators.combine(members, members, lines.list().ofMaxSize(3)).as(ReplicaPost::new);
  }

  Arbitrary<Optional<RequestId>> onces() {
    return requests.optional();
  }

  Arbitrary<MemberId> members() {
    return members;
  }

  Arbitrary<Configuration> configurations() {
    Arbitrary<List<MemberId>> inSync =
        members.list().uniqueElements().ofMinSize(1).ofMaxSize(Configuration.MAX_IN_SYNC);
    Arbitrary<Integer> losses = Arbitraries.integers().greaterOrEqual(0);
    return Combinators.combine(positive, positive, inSync, losses)
        .as(
            (epoch, v, in, lost) ->
                new Configuration(epoch, v, in.get(0), new TreeSet<>(in), lost));
  }

  private Arbitrary<ReplicaMessage> messages() {
    return Arbitraries.oneOf(decisions(), steps());
  }

  private Arbitrary<ReplicaMessage> decisions() {
    return Arbitraries.oneOf(
        configurations().map(ReplicaMessage.Announce::new),
        configurations().map(ReplicaMessage.HandedOver::new),
        Combinators.combine(numbers, configurations().optional()).as(ReplicaMessage.Rejected::new),
        Combinators.combine(numbers, numbers, values.versions(), values.versions(), numbers)
            .as(ReplicaMessage.AskLease::new),
        Combinators.combine(numbers, numbers).as(ReplicaMessage.Grant::new));
  }

  private Arbitrary<ReplicaMessage> steps() {
    Arbitrary<CatchUpFeed.Numbered> items =
        Combinators.combine(numbers, items()).as(CatchUpFeed.Numbered::new);
    return Arbitraries.oneOf(
        Combinators.combine(numbers, changes(), values.versions()).as(ReplicaMessage.Append::new),
        Combinators.combine(numbers, numbers, values.versions(), values.versions())
            .as(ReplicaMessage.Appended::new),
        Combinators.combine(numbers, numbers, items).as(ReplicaMessage.CatchUp::new),
        Combinators.combine(numbers, numbers, numbers).as(ReplicaMessage.CaughtUp::new));
  }

  private Arbitrary<Change> changes() {
    Arbitrary<Version> last = Combinators.combine(positive, values.counts()).as(Version::new);
    return Combinators.combine(last, effects().list().ofMaxSize(FEW), records().optional(), numbers)
        .as(
            (to, effects, request, at) ->
                new Change(before(to), to, effects, request, at, at % 2 == 0));
  }

  private static Version before(Version version) {
    return new Version(version.epoch() - 1, version.sequence());
  }

  private Arbitrary<RequestRecord> records() {
    return Combinators.combine(requests, numbers, values.replies().optional())
        .as((id, below, reply) -> new RequestRecord(id, below, reply));
  }

  private Arbitrary<Effect> effects() {
    Arbitrary<Lifespan> lifespans = Combinators.combine(numbers, values.counts()).as(Lifespan::new);
    return Arbitraries.oneOf(
        Combinators.combine(values.caches(), values.entries()).as(Effect.EntryStored::new),
        Combinators.combine(
                values.caches(),
                values.versions(),
                values.keys(),
                Arbitraries.of(Effect.EntryRemoved.Cause.class))
            .as(Effect.EntryRemoved::new),
        Combinators.combine(values.caches(), values.versions(), values.keys(), lifespans, numbers)
            .as(Effect.LifespanChanged::new),
        Combinators.combine(values.caches(), values.versions()).as(Effect.SegmentCleared::new),
        Combinators.combine(values.caches(), values.versions()).as(Effect.SegmentDropped::new));
  }

  private Arbitrary<CatchUpItem> items() {
    Arbitrary<CopyPosition> positions =
        Combinators.combine(values.caches().map(Optional::of), numbers, flags)
            .as(CopyPosition::new);
    return Arbitraries.oneOf(
        Combinators.combine(snapshots(), values.versions(), numbers, numbers)
            .as(CatchUpItem.Begin::new),
        Combinators.combine(values.entries().list().ofMaxSize(FEW), positions, flags)
            .as(CatchUpItem.Piece::new),
        changes().map(CatchUpItem.Live::new),
        Arbitraries.just(new CatchUpItem.End()));
  }

  private Arbitrary<RequestSnapshot> snapshots() {
    Arbitrary<RequestTable.Done> done =
        Combinators.combine(records(), values.versions(), numbers).as(RequestTable.Done::new);
    Arbitrary<RequestSnapshot.Name> names =
        Combinators.combine(numbers, numbers, numbers).as(RequestSnapshot.Name::new);
    return Combinators.combine(
            done.list().ofMaxSize(FEW),
            Arbitraries.maps(numbers, numbers).ofMaxSize(FEW),
            names.list().ofMaxSize(FEW))
        .as(RequestSnapshot::new);
  }
}
