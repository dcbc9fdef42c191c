package io.aitta.persistence.format;

import static io.aitta.persistence.format.StoredValues.ANY;
import static io.aitta.persistence.format.StoredValues.VERSION;

import io.aitta.core.replication.history.RequestId;
import io.aitta.core.replication.history.RequestRecord;
import io.aitta.core.replication.history.RequestSnapshot;
import io.aitta.core.replication.history.RequestTable;
import io.aitta.core.reply.Reply;
import io.aitta.wire.codec.Codec;
import io.aitta.wire.codec.CollectionCodecs;
import io.aitta.wire.codec.WireInput;
import io.aitta.wire.codec.WireOutput;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The writes that were done, each with its answer. */
final class StoredRequests {
  private static final Codec<Optional<Reply>> ANSWER = StoredReplies.REPLY.optional();

  static final Codec<RequestRecord> REQUEST =
      new Codec<>(StoredRequests::writeRequest, StoredRequests::readRequest);

  private static final Codec<List<RequestTable.Done>> DONE =
      new Codec<>(StoredRequests::writeDone, StoredRequests::readDone).list(ANY);

  private static final Codec<Map<Long, Long>> FORGOTTEN =
      CollectionCodecs.map(
          new Codec<>(WireOutput::i64, WireInput::i64),
          new Codec<>(Numbers::writeSigned, Numbers::readSigned),
          ANY);

  private static final Codec<List<RequestSnapshot.Name>> NAMES =
      new Codec<>(StoredRequests::writeName, StoredRequests::readName).list(ANY);

  static final Codec<RequestSnapshot> SNAPSHOT =
      new Codec<>(
          (out, snapshot) -> {
            DONE.write(out, snapshot.done());
            FORGOTTEN.write(out, snapshot.forgotten());
            NAMES.write(out, snapshot.names());
          },
          in -> new RequestSnapshot(DONE.read(in), FORGOTTEN.read(in), NAMES.read(in)));

  private StoredRequests() {}

  private static void writeRequest(WireOutput out, RequestRecord request) {
    RequestId id = request.id();
    EventMemory.of(out).write(out, id);
    Numbers.writeSigned(out, id.number() - request.answeredBelow());
    ANSWER.write(out, request.reply());
  }

  private static RequestRecord readRequest(WireInput in) {
    RequestId id = EventMemory.of(in).readRequest(in);
    return new RequestRecord(id, id.number() - Numbers.readSigned(in), ANSWER.read(in));
  }

  private static void writeDone(WireOutput out, RequestTable.Done done) {
    REQUEST.write(out, done.request());
    VERSION.write(out, done.version());
    EventMemory.of(out).writeTime(out, done.at());
  }

  private static RequestTable.Done readDone(WireInput in) {
    return new RequestTable.Done(
        REQUEST.read(in), VERSION.read(in), EventMemory.of(in).readTime(in));
  }

  private static void writeName(WireOutput out, RequestSnapshot.Name name) {
    out.i64(name.name());
    out.i64(name.what());
    EventMemory.of(out).writeTime(out, name.at());
  }

  private static RequestSnapshot.Name readName(WireInput in) {
    return new RequestSnapshot.Name(in.i64(), in.i64(), EventMemory.of(in).readTime(in));
  }
}
