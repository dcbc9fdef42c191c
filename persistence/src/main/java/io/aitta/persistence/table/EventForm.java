package io.aitta.persistence.table;

import java.nio.ByteBuffer;

/** How an event is stored: whether there is one, and its bytes. */
final class EventForm {
  private static final byte REJECTED = 0;
  private static final byte EVENT = 1;

  private EventForm() {}

  static byte[] write(String id, StoredEvent event) {
    ByteBuffer frame = Frame.begin(1 + event.bytes().length);
    frame.put(event.isRejected() ? REJECTED : EVENT).put(event.bytes());
    return Frame.seal(frame, Frame.Kind.EVENT, id, event.sequenceNr());
  }

  static StoredEvent read(String id, long sequenceNr, byte[] bytes) {
    ByteBuffer frame = Frame.open(bytes, Frame.Kind.EVENT, id, sequenceNr);
    byte kind = frame.get();
    if (kind == REJECTED) {
      return StoredEvent.rejected(sequenceNr);
    }
    byte[] payload = new byte[frame.remaining()];
    frame.get(payload);
    return StoredEvent.of(sequenceNr, payload);
  }
}
