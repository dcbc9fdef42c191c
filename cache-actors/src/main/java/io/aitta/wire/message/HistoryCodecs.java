package io.aitta.wire.message;

import static io.aitta.wire.message.ModelCodecs.NUMBER;
import static io.aitta.wire.message.ModelCodecs.VERSION;

import io.aitta.core.partition.Effect;
import io.aitta.core.replication.history.Change;
import io.aitta.core.replication.history.RequestId;
import io.aitta.core.replication.history.RequestRecord;
import io.aitta.core.replication.history.RequestSnapshot;
import io.aitta.core.replication.history.RequestTable;
import io.aitta.core.reply.Reply;
import io.aitta.wire.codec.Codec;
import io.aitta.wire.codec.CollectionCodecs;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a copy is made of beside its entries: changes and the requests that were done. */
public final class HistoryCodecs {
  /**
   * How many effects, entries or requests come at once: more than any step makes, since whoever
   * refused one could never go on. A batch of writes that each evict all they may makes a quarter.
   */
  static final int MAX_AT_ONCE = 1 << 20;

  public static final Codec<RequestId> REQUEST_ID =
      new Codec<>(
          (out, id) -> {
            out.i64(id.origin());
            out.i64(id.number());
          },
          in -> new RequestId(in.i64(), in.i64()));

  private static final Codec<Optional<Reply>> ANSWER = ReplyCodecs.REPLY.optional();

  private static final Codec<RequestRecord> RECORD =
      new Codec<>(
          (out, request) -> {
            REQUEST_ID.write(out, request.id());
            out.i64(request.answeredBelow());
            ANSWER.write(out, request.reply());
          },
          in -> new RequestRecord(REQUEST_ID.read(in), in.i64(), ANSWER.read(in)));

  private static final Codec<List<Effect>> EFFECTS = EffectCodecs.EFFECT.list(MAX_AT_ONCE);
  private static final Codec<Optional<RequestRecord>> REQUEST = RECORD.optional();

  static final Codec<Change> CHANGE =
      new Codec<>(
          (out, change) -> {
            VERSION.write(out, change.after());
            VERSION.write(out, change.last());
            EFFECTS.write(out, change.effects());
            REQUEST.write(out, change.request());
            out.i64(change.at());
            out.flag(change.kept());
          },
          in ->
              new Change(
                  VERSION.read(in),
                  VERSION.read(in),
                  EFFECTS.read(in),
                  REQUEST.read(in),
                  in.i64(),
                  in.flag()));

  private static final Codec<List<RequestTable.Done>> DONE =
      new Codec<RequestTable.Done>(
              (out, done) -> {
                RECORD.write(out, done.request());
                VERSION.write(out, done.version());
                out.i64(done.at());
              },
              in -> new RequestTable.Done(RECORD.read(in), VERSION.read(in), in.i64()))
          .list(MAX_AT_ONCE);

  private static final Codec<Map<Long, Long>> FORGOTTEN =
      CollectionCodecs.map(NUMBER, NUMBER, MAX_AT_ONCE);

  private static final Codec<List<RequestSnapshot.Name>> NAMES =
      new Codec<RequestSnapshot.Name>(
              (out, name) -> {
                out.i64(name.name());
                out.i64(name.what());
                out.i64(name.at());
              },
              in -> new RequestSnapshot.Name(in.i64(), in.i64(), in.i64()))
          .list(MAX_AT_ONCE);

  static final Codec<RequestSnapshot> SNAPSHOT =
      new Codec<>(
          (out, snapshot) -> {
            DONE.write(out, snapshot.done());
            FORGOTTEN.write(out, snapshot.forgotten());
            NAMES.write(out, snapshot.names());
          },
          in -> new RequestSnapshot(DONE.read(in), FORGOTTEN.read(in), NAMES.read(in)));

  private HistoryCodecs() {}
}
