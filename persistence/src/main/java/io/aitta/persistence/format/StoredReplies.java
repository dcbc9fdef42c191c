package io.aitta.persistence.format;

import static io.aitta.persistence.format.StoredValues.ANY;
import static io.aitta.persistence.format.StoredValues.ENTRY;
import static io.aitta.persistence.format.StoredValues.SCAN_POSITION;
import static io.aitta.persistence.format.StoredValues.STATISTICS;
import static io.aitta.persistence.format.StoredValues.VERSION;

import io.aitta.core.model.Entry;
import io.aitta.core.model.ScanPosition;
import io.aitta.core.model.Version;
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
import io.aitta.wire.codec.Codec;
import io.aitta.wire.codec.Variants;
import io.aitta.wire.codec.WireInput;
import io.aitta.wire.codec.WireOutput;
import java.util.List;
import java.util.Optional;

/**
 * The answers that are remembered. A batch's reply holds replies to operations on entries only, so
 * nothing nests.
 */
final class StoredReplies {
  static final Codec<Reply> REPLY = replies().codec();

  private StoredReplies() {}

  private static Variants<Reply> replies() {
    Variants<Reply> ofEntries = withFailures(withLifetimes(withCounts(withWrites(lookups()))));
    Codec<List<Reply>> batch = ofEntries.codec().list(ANY);
    return withWalks(Variants.<Reply>of("reply").withAll(ofEntries))
        .with(
            StoredCodes.STATISTICS_REPLY,
            StatisticsReply.class,
            (out, reply) -> STATISTICS.write(out, reply.statistics()),
            in -> new StatisticsReply(STATISTICS.read(in)))
        .with(
            StoredCodes.BATCH_REPLY,
            BatchReply.class,
            (out, reply) -> batch.write(out, reply.replies()),
            in -> new BatchReply(batch.read(in)));
  }

  private static Variants<Reply> lookups() {
    return Variants.<Reply>of("reply of an entry")
        .with(StoredCodes.HIT, Lookup.Hit.class, StoredReplies::writeHit, StoredReplies::readHit)
        .with(StoredCodes.MISS, Lookup.Miss.class, Lookup.Miss::new);
  }

  private static Variants<Reply> withWrites(Variants<Reply> family) {
    Codec<Optional<Entry>> previous = ENTRY.optional();
    return family
        .with(
            StoredCodes.CREATED,
            StoreReply.Created.class,
            (out, reply) -> VERSION.write(out, reply.version()),
            in -> new StoreReply.Created(VERSION.read(in)))
        .with(
            StoredCodes.REPLACED,
            StoreReply.Replaced.class,
            (out, reply) -> VERSION.write(out, reply.version()),
            in -> new StoreReply.Replaced(VERSION.read(in)))
        .with(
            StoredCodes.SWAPPED,
            SwapReply.Swapped.class,
            (out, reply) -> {
              VERSION.write(out, reply.version());
              previous.write(out, reply.previous());
            },
            in -> new SwapReply.Swapped(VERSION.read(in), previous.read(in)))
        .with(StoredCodes.REMOVED, RemoveReply.Removed.class, RemoveReply.Removed::new);
  }

  private static Variants<Reply> withCounts(Variants<Reply> family) {
    return family
        .with(
            StoredCodes.COUNTED,
            CountReply.Counted.class,
            (out, reply) -> {
              Numbers.writeSigned(out, reply.value());
              VERSION.write(out, reply.version());
            },
            in -> new CountReply.Counted(Numbers.readSigned(in), VERSION.read(in)))
        .with(StoredCodes.NOT_A_NUMBER, CountReply.NotANumber.class, CountReply.NotANumber::new)
        .with(StoredCodes.OUT_OF_RANGE, CountReply.OutOfRange.class, CountReply.OutOfRange::new);
  }

  private static Variants<Reply> withLifetimes(Variants<Reply> family) {
    return family
        .with(
            StoredCodes.TOUCHED,
            TouchReply.Touched.class,
            (out, reply) -> VERSION.write(out, reply.version()),
            in -> new TouchReply.Touched(VERSION.read(in)))
        .with(
            StoredCodes.REMAINING,
            LifetimeReply.Remaining.class,
            (out, reply) -> {
              Numbers.writeSigned(out, reply.timeToLiveMillis());
              Numbers.writeSigned(out, reply.idleMillis());
              VERSION.write(out, reply.version());
            },
            in ->
                new LifetimeReply.Remaining(
                    Numbers.readSigned(in), Numbers.readSigned(in), VERSION.read(in)));
  }

  private static Variants<Reply> withFailures(Variants<Reply> family) {
    Codec<Optional<Version>> current = VERSION.optional();
    return family
        .with(StoredCodes.ABSENT, Absent.class, Absent::new)
        .with(
            StoredCodes.PRECONDITION_FAILED,
            PreconditionFailed.class,
            (out, reply) -> current.write(out, reply.current()),
            in -> new PreconditionFailed(current.read(in)))
        .with(
            StoredCodes.OVER_BUDGET,
            OverBudget.class,
            (out, reply) -> out.text(reply.reason()),
            in -> new OverBudget(in.text()));
  }

  private static Variants<Reply> withWalks(Variants<Reply> family) {
    Codec<Optional<ScanPosition>> next = SCAN_POSITION.optional();
    Codec<List<Lookup.Hit>> hits =
        new Codec<>(StoredReplies::writeHit, StoredReplies::readHit).list(ANY);
    return family
        .with(
            StoredCodes.PAGE_REPLY,
            PageReply.class,
            (out, reply) -> {
              hits.write(out, reply.entries());
              next.write(out, reply.next());
            },
            in -> new PageReply(hits.read(in), next.read(in)))
        .with(
            StoredCodes.INVALIDATE_REPLY,
            InvalidateReply.class,
            (out, reply) -> {
              Numbers.writeSigned(out, reply.removed());
              next.write(out, reply.next());
            },
            in -> new InvalidateReply(Numbers.readSigned(in), next.read(in)));
  }

  private static void writeHit(WireOutput out, Lookup.Hit hit) {
    ENTRY.write(out, hit.found());
    Numbers.writeSigned(out, hit.endsInMillis());
    Numbers.writeSigned(out, hit.size());
  }

  private static Lookup.Hit readHit(WireInput in) {
    return new Lookup.Hit(ENTRY.read(in), Numbers.readSigned(in), Numbers.readSigned(in));
  }
}
