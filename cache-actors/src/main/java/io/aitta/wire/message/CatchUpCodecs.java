package io.aitta.wire.message;

import static io.aitta.wire.message.ModelCodecs.CACHE_ID;
import static io.aitta.wire.message.ModelCodecs.ENTRY;
import static io.aitta.wire.message.ModelCodecs.VERSION;

import io.aitta.core.catalog.CacheId;
import io.aitta.core.model.Entry;
import io.aitta.core.partition.CopyPosition;
import io.aitta.core.replication.catchup.CatchUpFeed;
import io.aitta.core.replication.catchup.CatchUpItem;
import io.aitta.wire.codec.Codec;
import io.aitta.wire.codec.Variants;
import io.aitta.wire.codec.WireCodes;
import java.util.List;
import java.util.Optional;

/** The steps by which a node gets a copy. */
final class CatchUpCodecs {
  private static final Codec<Optional<CacheId>> CACHE = CACHE_ID.optional();

  private static final Codec<CopyPosition> POSITION =
      new Codec<>(
          (out, position) -> {
            CACHE.write(out, position.cache());
            out.i64(position.nextHash());
            out.flag(position.through());
          },
          in -> new CopyPosition(CACHE.read(in), in.i64(), in.flag()));

  private static final Codec<List<Entry>> ENTRIES = ENTRY.list(HistoryCodecs.MAX_AT_ONCE);

  private static final Codec<CatchUpItem> ITEM = items().codec();

  static final Codec<CatchUpFeed.Numbered> NUMBERED =
      new Codec<>(
          (out, numbered) -> {
            out.i64(numbered.number());
            ITEM.write(out, numbered.item());
          },
          in -> new CatchUpFeed.Numbered(in.i64(), ITEM.read(in)));

  private CatchUpCodecs() {}

  private static Variants<CatchUpItem> items() {
    return Variants.<CatchUpItem>of("step of a catch-up")
        .with(
            WireCodes.BEGIN,
            CatchUpItem.Begin.class,
            (out, begin) -> {
              HistoryCodecs.SNAPSHOT.write(out, begin.requests());
              VERSION.write(out, begin.version());
              out.i64(begin.at());
              out.i64(begin.decided());
            },
            in ->
                new CatchUpItem.Begin(
                    HistoryCodecs.SNAPSHOT.read(in), VERSION.read(in), in.i64(), in.i64()))
        .with(
            WireCodes.PIECE,
            CatchUpItem.Piece.class,
            (out, piece) -> {
              ENTRIES.write(out, piece.entries());
              POSITION.write(out, piece.upTo());
              out.flag(piece.kept());
            },
            in -> new CatchUpItem.Piece(ENTRIES.read(in), POSITION.read(in), in.flag()))
        .with(
            WireCodes.LIVE,
            CatchUpItem.Live.class,
            (out, live) -> HistoryCodecs.CHANGE.write(out, live.change()),
            in -> new CatchUpItem.Live(HistoryCodecs.CHANGE.read(in)))
        .with(WireCodes.END, CatchUpItem.End.class, CatchUpItem.End::new);
  }
}
