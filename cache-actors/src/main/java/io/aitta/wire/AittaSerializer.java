package io.aitta.wire;

import io.aitta.wire.codec.MalformedMessageException;
import io.aitta.wire.codec.WireCodes;
import java.nio.BufferOverflowException;
import java.nio.ByteBuffer;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.serialization.ByteBufferSerializer;
import org.apache.pekko.serialization.SerializationExtension;
import org.apache.pekko.serialization.SerializerWithStringManifest;

/**
 * The one serializer of all that Aitta's nodes say to each other. Made by Pekko, one an actor
 * system; thread-safe. Reading throws {@link MalformedMessageException} and nothing else, and keeps
 * no buffer.
 */
public final class AittaSerializer extends SerializerWithStringManifest
    implements ByteBufferSerializer {
  private final WireCounters counters = new WireCounters();

  /** The serializer of the actor system. */
  public static AittaSerializer of(ActorSystem system) {
    return (AittaSerializer)
        SerializationExtension.get(system).serializerByIdentity().apply(WireCodes.SERIALIZER);
  }

  /** What it has met since the start of the actor system. */
  public WireCounters counters() {
    return counters;
  }

  @Override
  public int identifier() {
    return WireCodes.SERIALIZER;
  }

  @Override
  public String manifest(Object message) {
    return String.valueOf(WireFormat.manifestOf(message));
  }

  @Override
  public byte[] toBinary(Object message) {
    ByteBuffer buffer = ByteBuffer.allocate(WireFormat.checkedSize(WireFormat.size(message)));
    WireFormat.write(message, buffer);
    return buffer.array();
  }

  @Override
  public void toBinary(Object message, ByteBuffer buffer) {
    try {
      WireFormat.write(message, buffer);
    } catch (BufferOverflowException tooLarge) {
      counters.countOverflowed();
      throw tooLarge;
    }
  }

  @Override
  public Object fromBinary(byte[] bytes, String manifest) {
    return fromBinary(ByteBuffer.wrap(bytes), manifest);
  }

  @Override
  public Object fromBinary(ByteBuffer buffer, String manifest) {
    try {
      Object read = WireFormat.read(manifest.length() == 1 ? manifest.charAt(0) : 0, buffer);
      if (read instanceof UnsupportedRequest) {
        counters.countUnsupported();
      }
      return read;
    } catch (MalformedMessageException malformed) {
      counters.countMalformed();
      throw malformed;
    }
  }
}
