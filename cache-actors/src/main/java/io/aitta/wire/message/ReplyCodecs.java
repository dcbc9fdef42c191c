package io.aitta.wire.message;

import static io.aitta.wire.message.ModelCodecs.ENTRY;
import static io.aitta.wire.message.ModelCodecs.SCAN_POSITION;
import static io.aitta.wire.message.ModelCodecs.STATISTICS;
import static io.aitta.wire.message.ModelCodecs.VERSION;

import io.aitta.core.model.Entry;
import io.aitta.core.model.ScanPosition;
import io.aitta.core.model.Version;
import io.aitta.core.operation.Batch;
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
import io.aitta.wire.codec.WireCodes;
import io.aitta.wire.codec.WireInput;
import io.aitta.wire.codec.WireOutput;
import java.util.List;
import java.util.Optional;

/** The replies. A batch's reply holds replies to operations on entries only, so nothing nests. */
public final class ReplyCodecs {
  public static final Codec<Reply> REPLY = replies().codec();

  /** Far more than the steps of a listing ask for, since keys of one hash stay together. */
  private static final int MAX_PAGE = 65_536;

  private ReplyCodecs() {}

  private static Variants<Reply> replies() {
    Variants<Reply> ofEntries = withFailures(withLifetimes(withCounts(withWrites(lookups()))));
    Codec<List<Reply>> batch = ofEntries.codec().list(Batch.MAX_OPERATIONS);
    return withWalks(Variants.<Reply>of("reply").withAll(ofEntries))
        .with(
            WireCodes.STATISTICS_REPLY,
            StatisticsReply.class,
            (out, reply) -> STATISTICS.write(out, reply.statistics()),
            in -> new StatisticsReply(STATISTICS.read(in)))
        .with(
            WireCodes.BATCH_REPLY,
            BatchReply.class,
            (out, reply) -> batch.write(out, reply.replies()),
            in -> new BatchReply(batch.read(in)));
  }

  private static Variants<Reply> lookups() {
    return Variants.<Reply>of("reply of an entry")
        .with(WireCodes.HIT, Lookup.Hit.class, ReplyCodecs::writeHit, ReplyCodecs::readHit)
        .with(WireCodes.MISS, Lookup.Miss.class, Lookup.Miss::new);
  }

  private static Variants<Reply> withWrites(Variants<Reply> family) {
    Codec<Optional<Entry>> previous = ENTRY.optional();
    return family
        .with(
            WireCodes.CREATED,
            StoreReply.Created.class,
            (out, reply) -> VERSION.write(out, reply.version()),
            in -> new StoreReply.Created(VERSION.read(in)))
        .with(
            WireCodes.REPLACED,
            StoreReply.Replaced.class,
            (out, reply) -> VERSION.write(out, reply.version()),
            in -> new StoreReply.Replaced(VERSION.read(in)))
        .with(
            WireCodes.SWAPPED,
            SwapReply.Swapped.class,
            (out, reply) -> {
              VERSION.write(out, reply.version());
              previous.write(out, reply.previous());
            },
            in -> new SwapReply.Swapped(VERSION.read(in), previous.read(in)))
        .with(WireCodes.REMOVED, RemoveReply.Removed.class, RemoveReply.Removed::new);
  }

  private static Variants<Reply> withCounts(Variants<Reply> family) {
    return family
        .with(
            WireCodes.COUNTED,
            CountReply.Counted.class,
            (out, reply) -> {
              out.i64(reply.value());
              VERSION.write(out, reply.version());
            },
            in -> new CountReply.Counted(in.i64(), VERSION.read(in)))
        .with(WireCodes.NOT_A_NUMBER, CountReply.NotANumber.class, CountReply.NotANumber::new)
        .with(WireCodes.OUT_OF_RANGE, CountReply.OutOfRange.class, CountReply.OutOfRange::new);
  }

  private static Variants<Reply> withLifetimes(Variants<Reply> family) {
    return family
        .with(
            WireCodes.TOUCHED,
            TouchReply.Touched.class,
            (out, reply) -> VERSION.write(out, reply.version()),
            in -> new TouchReply.Touched(VERSION.read(in)))
        .with(
            WireCodes.REMAINING,
            LifetimeReply.Remaining.class,
            (out, reply) -> {
              out.i64(reply.timeToLiveMillis());
              out.i64(reply.idleMillis());
              VERSION.write(out, reply.version());
            },
            in -> new LifetimeReply.Remaining(in.i64(), in.i64(), VERSION.read(in)));
  }

  private static Variants<Reply> withFailures(Variants<Reply> family) {
    Codec<Optional<Version>> current = VERSION.optional();
    return family
        .with(WireCodes.ABSENT, Absent.class, Absent::new)
        .with(
            WireCodes.PRECONDITION_FAILED,
            PreconditionFailed.class,
            (out, reply) -> current.write(out, reply.current()),
            in -> new PreconditionFailed(current.read(in)))
        .with(
            WireCodes.OVER_BUDGET,
            OverBudget.class,
            (out, reply) -> out.text(reply.reason()),
            in -> new OverBudget(in.text()));
  }

  private static Variants<Reply> withWalks(Variants<Reply> family) {
    Codec<Optional<ScanPosition>> next = SCAN_POSITION.optional();
    Codec<List<Lookup.Hit>> hits =
        new Codec<>(ReplyCodecs::writeHit, ReplyCodecs::readHit).list(MAX_PAGE);
    return family
        .with(
            WireCodes.PAGE_REPLY,
            PageReply.class,
            (out, reply) -> {
              hits.write(out, reply.entries());
              next.write(out, reply.next());
            },
            in -> new PageReply(hits.read(in), next.read(in)))
        .with(
            WireCodes.INVALIDATE_REPLY,
            InvalidateReply.class,
            (out, reply) -> {
              out.i64(reply.removed());
              next.write(out, reply.next());
            },
            in -> new InvalidateReply(in.i64(), next.read(in)));
  }

  private static void writeHit(WireOutput out, Lookup.Hit hit) {
    ENTRY.write(out, hit.found());
    out.i64(hit.endsInMillis());
    out.i64(hit.size());
  }

  private static Lookup.Hit readHit(WireInput in) {
    return new Lookup.Hit(ENTRY.read(in), in.i64(), in.i64());
  }
}
