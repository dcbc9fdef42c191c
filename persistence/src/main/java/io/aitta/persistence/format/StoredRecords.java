package io.aitta.persistence.format;

import static io.aitta.persistence.format.StoredValues.ANY;
import static io.aitta.persistence.format.StoredValues.CACHE;
import static io.aitta.persistence.format.StoredValues.ENTRY;
import static io.aitta.persistence.format.StoredValues.MEMBER;
import static io.aitta.persistence.format.StoredValues.VERSION;

import io.aitta.core.catalog.CacheId;
import io.aitta.core.model.Entry;
import io.aitta.core.model.Version;
import io.aitta.core.partition.CopyPosition;
import io.aitta.core.partition.Effect;
import io.aitta.core.replication.catchup.CatchUpItem;
import io.aitta.core.replication.configuration.MemberId;
import io.aitta.core.replication.history.Change;
import io.aitta.core.replication.history.RequestRecord;
import io.aitta.core.replication.history.RequestSnapshot;
import io.aitta.core.replication.journal.JournalRecord;
import io.aitta.wire.codec.Codec;
import io.aitta.wire.codec.CollectionCodecs;
import io.aitta.wire.codec.Variants;
import io.aitta.wire.codec.WireInput;
import io.aitta.wire.codec.WireOutput;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The records of a copy's journal. */
final class StoredRecords {
  private static final Codec<Set<MemberId>> LIVES =
      CollectionCodecs.sortedSet(MEMBER, ANY).mapped(TreeSet::new, lives -> lives);

  private static final Codec<JournalRecord.Round.Kind> KIND =
      Codec.constant(JournalRecord.Round.Kind.class);

  private static final Codec<List<Entry>> ENTRIES = ENTRY.list(ANY);

  private static final Codec<List<Effect>> EFFECTS = StoredEffects.EFFECT.list(ANY);

  private static final Codec<Optional<RequestRecord>> REQUEST = StoredRequests.REQUEST.optional();

  static final Codec<List<JournalRecord>> RECORDS = records().codec().list(ANY);

  private StoredRecords() {}

  private static Variants<JournalRecord> records() {
    return withContent(Variants.of("record"))
        .with(
            StoredCodes.FORGOTTEN,
            JournalRecord.Forgotten.class,
            (out, forgotten) -> CACHE.write(out, forgotten.cache()),
            in -> new JournalRecord.Forgotten(CACHE.read(in)))
        .with(
            StoredCodes.KEPT,
            JournalRecord.Kept.class,
            (out, kept) -> MEMBER.write(out, kept.life()),
            in -> new JournalRecord.Kept(MEMBER.read(in)))
        .with(StoredCodes.ROUND_END, JournalRecord.RoundEnd.class, JournalRecord.RoundEnd::new)
        .with(StoredCodes.DROPPED, JournalRecord.Dropped.class, JournalRecord.Dropped::new);
  }

  private static Variants<JournalRecord> withContent(Variants<JournalRecord> family) {
    return family
        .with(
            StoredCodes.ROUND,
            JournalRecord.Round.class,
            StoredRecords::writeRound,
            StoredRecords::readRound)
        .with(
            StoredCodes.ENTRIES,
            JournalRecord.Entries.class,
            (out, entries) -> writePiece(out, entries.piece()),
            in -> new JournalRecord.Entries(readPiece(in)))
        .with(
            StoredCodes.CHANGED,
            JournalRecord.Changed.class,
            (out, changed) -> writeChange(out, changed.change()),
            in -> new JournalRecord.Changed(readChange(in)));
  }

  private static void writeRound(WireOutput out, JournalRecord.Round round) {
    LIVES.write(out, round.lives());
    KIND.write(out, round.kind());
    VERSION.write(out, round.version());
    EventMemory.of(out).writeTime(out, round.at());
    StoredRequests.SNAPSHOT.write(out, round.requests());
  }

  private static JournalRecord.Round readRound(WireInput in) {
    Set<MemberId> lives = LIVES.read(in);
    JournalRecord.Round.Kind kind = KIND.read(in);
    Version version = VERSION.read(in);
    long at = EventMemory.of(in).readTime(in);
    RequestSnapshot requests = StoredRequests.SNAPSHOT.read(in);
    return new JournalRecord.Round(lives, kind, requests, version, at);
  }

  private static void writePiece(WireOutput out, CatchUpItem.Piece piece) {
    CACHE.write(out, piece.cache());
    out.i64(piece.upTo().nextHash());
    out.flag(piece.upTo().through());
    out.flag(piece.kept());
    ENTRIES.write(out, piece.entries());
  }

  private static CatchUpItem.Piece readPiece(WireInput in) {
    Optional<CacheId> cache = Optional.of(CACHE.read(in));
    CopyPosition upTo = new CopyPosition(cache, in.i64(), in.flag());
    boolean kept = in.flag();
    return new CatchUpItem.Piece(ENTRIES.read(in), upTo, kept);
  }

  /** The time first: that of what was stored is near it. */
  private static void writeChange(WireOutput out, Change change) {
    EventMemory.of(out).writeTime(out, change.at());
    VERSION.write(out, change.after());
    VERSION.write(out, change.last());
    out.flag(change.kept());
    EFFECTS.write(out, change.effects());
    REQUEST.write(out, change.request());
  }

  private static Change readChange(WireInput in) {
    long at = EventMemory.of(in).readTime(in);
    Version after = VERSION.read(in);
    Version last = VERSION.read(in);
    boolean kept = in.flag();
    List<Effect> effects = EFFECTS.read(in);
    return new Change(after, last, effects, REQUEST.read(in), at, kept);
  }
}
