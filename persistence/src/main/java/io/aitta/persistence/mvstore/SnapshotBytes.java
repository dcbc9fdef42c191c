package io.aitta.persistence.mvstore;

import java.nio.ByteBuffer;
import org.apache.pekko.persistence.SelectedSnapshot;
import org.apache.pekko.persistence.SnapshotMetadata;
import org.apache.pekko.persistence.serialization.Snapshot;
import org.apache.pekko.serialization.Serialization;
import scala.Option;

/**
 * A snapshot as bytes: how many the application's metadata takes, the metadata, the snapshot. Both
 * are serialized as Pekko Persistence serializes snapshots, with the serializer's name.
 */
final class SnapshotBytes {
  private static final int NONE = -1;
  private static final byte[] NOTHING = {};

  private final Serialization serialization;

  SnapshotBytes(Serialization serialization) {
    this.serialization = serialization;
  }

  byte[] write(SnapshotMetadata metadata, Object snapshot) {
    byte[] body = serialization.serialize(new Snapshot(snapshot)).get();
    boolean isBare = metadata.metadata().isEmpty();
    byte[] head =
        isBare ? NOTHING : serialization.serialize(new Snapshot(metadata.metadata().get())).get();
    byte[] bytes = new byte[Integer.BYTES + head.length + body.length];
    ByteBuffer.wrap(bytes).putInt(isBare ? NONE : head.length).put(head).put(body);
    return bytes;
  }

  SelectedSnapshot read(String id, long sequenceNr, long timestamp, byte[] bytes) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    int length = buffer.getInt();
    Option<Object> metadata = length == NONE ? Option.empty() : Option.apply(next(buffer, length));
    return SelectedSnapshot.create(
        new SnapshotMetadata(id, sequenceNr, timestamp, metadata),
        next(buffer, buffer.remaining()));
  }

  private Object next(ByteBuffer buffer, int length) {
    byte[] bytes = new byte[length];
    buffer.get(bytes);
    return serialization.deserialize(bytes, Snapshot.class).get().data();
  }
}
