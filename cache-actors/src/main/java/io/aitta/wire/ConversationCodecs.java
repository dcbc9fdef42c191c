package io.aitta.wire;

import io.aitta.core.replication.history.RequestId;
import io.aitta.protocol.Answer;
import io.aitta.protocol.Request;
import io.aitta.protocol.Response;
import io.aitta.wire.codec.Codec;
import io.aitta.wire.codec.Variants;
import io.aitta.wire.codec.WireCodes;
import io.aitta.wire.codec.WireInput;
import io.aitta.wire.codec.WireOutput;
import io.aitta.wire.message.HistoryCodecs;
import io.aitta.wire.message.ModelCodecs;
import io.aitta.wire.message.OperationCodecs;
import io.aitta.wire.message.ReplyCodecs;
import io.aitta.wire.message.UnknownOperationException;
import java.util.Optional;

/** Requests and responses. */
final class ConversationCodecs {
  private static final Codec<Answer> ANSWER = answer();
  private static final Codec<Optional<RequestId>> ONCE = HistoryCodecs.REQUEST_ID.optional();

  static final Codec<Response> RESPONSE =
      new Codec<>(
          (out, response) -> {
            out.i64(response.origin());
            out.i64(response.id());
            out.i64(response.epoch());
            ANSWER.write(out, response.answer());
          },
          in -> new Response(in.i64(), in.i64(), in.i64(), ANSWER.read(in)));

  private ConversationCodecs() {}

  static void writeRequest(WireOutput out, Request request) {
    out.i64(request.origin());
    out.i64(request.id());
    out.i32(request.partition());
    out.i64(request.epoch());
    out.i32(request.timeoutMillis());
    ONCE.write(out, request.once());
    out.i64(request.answeredBelow());
    ModelCodecs.CACHE_ID.write(out, request.cache());
    OperationCodecs.OPERATION.write(out, request.operation());
  }

  /** A {@link Request}, or an {@link UnsupportedRequest} where its operation is unknown. */
  static Object readRequest(WireInput in) {
    long origin = in.i64();
    long id = in.i64();
    try {
      return new Request(
          origin,
          id,
          in.i32(),
          in.i64(),
          in.i32(),
          ONCE.read(in),
          in.i64(),
          ModelCodecs.CACHE_ID.read(in),
          OperationCodecs.OPERATION.read(in));
    } catch (UnknownOperationException newer) {
      in.skipRest();
      return new UnsupportedRequest(origin, id);
    }
  }

  private static Codec<Answer> answer() {
    Codec<Answer.Refusal> refusal = Codec.constant(Answer.Refusal.class);
    return Variants.<Answer>of("answer")
        .with(
            WireCodes.DONE,
            Answer.Done.class,
            (out, done) -> ReplyCodecs.REPLY.write(out, done.reply()),
            in -> new Answer.Done(ReplyCodecs.REPLY.read(in)))
        .with(
            WireCodes.REFUSED,
            Answer.Refused.class,
            (out, refused) -> refusal.write(out, refused.refusal()),
            in -> new Answer.Refused(refusal.read(in)))
        .codec();
  }
}
