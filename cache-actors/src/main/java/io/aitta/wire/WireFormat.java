package io.aitta.wire;

import io.aitta.protocol.CatalogAck;
import io.aitta.protocol.CatalogCommand;
import io.aitta.protocol.CatalogPush;
import io.aitta.protocol.CatalogResult;
import io.aitta.protocol.Message;
import io.aitta.protocol.NodeStatus;
import io.aitta.protocol.ReplicaPost;
import io.aitta.protocol.Request;
import io.aitta.protocol.Response;
import io.aitta.protocol.VoterPost;
import io.aitta.wire.codec.CodecPayload;
import io.aitta.wire.codec.MalformedMessageException;
import io.aitta.wire.codec.Payload;
import io.aitta.wire.codec.WireCodes;
import io.aitta.wire.kryo.KryoPayload;
import io.aitta.wire.message.ReplicaCodecs;
import io.aitta.wire.message.StatusCodecs;
import io.aitta.wire.message.VoterCodecs;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The bytes of messages and frames. Stateless and thread-safe. */
public final class WireFormat {
  /** The largest message that can be written at all, in bytes. */
  private static final int MAX_ARRAY = Integer.MAX_VALUE - 16;

  private static final Map<Class<?>, Character> MANIFESTS = new HashMap<>();
  private static final Map<Character, Payload<?>> PAYLOADS = new HashMap<>();

  static {
    register(
        WireCodes.REQUEST,
        new CodecPayload<>(ConversationCodecs::writeRequest, ConversationCodecs::readRequest),
        List.of(Request.class));
    register(
        WireCodes.RESPONSE, CodecPayload.of(ConversationCodecs.RESPONSE), List.of(Response.class));
    register(WireCodes.CHUNK, CodecPayload.of(FrameCodecs.CHUNK), List.of(Chunk.class));
    register(WireCodes.GRANT, CodecPayload.of(FrameCodecs.GRANT), List.of(Grant.class));
    register(
        WireCodes.TRANSFER_REFUSED,
        CodecPayload.of(FrameCodecs.TRANSFER_REFUSED),
        List.of(TransferRefused.class));
    register(
        WireCodes.NODE_STATUS, CodecPayload.of(StatusCodecs.STATUS), List.of(NodeStatus.class));
    register(
        WireCodes.REPLICA_POST, CodecPayload.of(ReplicaCodecs.POST), List.of(ReplicaPost.class));
    register(
        WireCodes.VOTER_POST,
        CodecPayload.of(VoterCodecs.POST),
        List.of(
            VoterPost.Ask.class,
            VoterPost.Reply.class,
            VoterPost.Greet.class,
            VoterPost.Greeted.class));
    register(
        WireCodes.KRYO,
        new KryoPayload(),
        List.of(CatalogCommand.class, CatalogResult.class, CatalogPush.class, CatalogAck.class));
  }

  private WireFormat() {}

  /** How many bytes {@link #write(Message)} would give. Writes nothing by hand-made codecs. */
  public static long sizeOf(Message message) {
    return 1 + size(message);
  }

  /**
   * The message in bytes that say themselves what it is.
   *
   * @throws IllegalArgumentException when it has more bytes than an array may have
   */
  public static byte[] write(Message message) {
    ByteBuffer buffer = ByteBuffer.allocate(checkedSize(sizeOf(message)));
    buffer.put((byte) manifestOf(message));
    write(message, buffer);
    return buffer.array();
  }

  /**
   * Reads what {@link #write(Message)} wrote.
   *
   * @return a {@link Message}, or an {@link UnsupportedRequest}
   * @throws MalformedMessageException when the bytes are no message
   */
  public static Object read(byte[] bytes) {
    if (bytes.length == 0) {
      throw new MalformedMessageException("no bytes");
    }
    Object read = read((char) bytes[0], ByteBuffer.wrap(bytes, 1, bytes.length - 1));
    if (read instanceof Message || read instanceof UnsupportedRequest) {
      return read;
    }
    throw new MalformedMessageException("a frame of the link within a message");
  }

  static char manifestOf(Object message) {
    Character manifest = MANIFESTS.get(message.getClass());
    if (manifest == null) {
      throw new IllegalArgumentException(message.getClass().getName() + " has no wire format");
    }
    return manifest;
  }

  static long size(Object message) {
    return payloadOf(message).size(message);
  }

  static int checkedSize(long size) {
    if (size > MAX_ARRAY) {
      throw new IllegalArgumentException("a message of " + size + " bytes is too large to be sent");
    }
    return (int) size;
  }

  /** Writes a message or frame at the buffer's position, whatever the buffer's byte order. */
  static void write(Object message, ByteBuffer buffer) {
    ByteOrder order = buffer.order();
    try {
      payloadOf(message).write(message, buffer.order(ByteOrder.BIG_ENDIAN));
    } finally {
      buffer.order(order);
    }
  }

  /** Reads a message or frame, which must fill the buffer, whatever the buffer's byte order. */
  static Object read(char manifest, ByteBuffer buffer) {
    Payload<?> payload = PAYLOADS.get(manifest);
    if (payload == null) {
      throw new MalformedMessageException("no message has the manifest " + (int) manifest);
    }
    ByteOrder order = buffer.order();
    try {
      return readWhole(payload, buffer.order(ByteOrder.BIG_ENDIAN));
    } finally {
      buffer.order(order);
    }
  }

  private static Object readWhole(Payload<?> payload, ByteBuffer buffer) {
    Object read;
    try {
      read = payload.read(buffer);
    } catch (MalformedMessageException malformed) {
      throw malformed;
    } catch (RuntimeException malformed) {
      throw new MalformedMessageException("the bytes are no message", malformed);
    }
    if (buffer.hasRemaining()) {
      throw new MalformedMessageException(buffer.remaining() + " bytes too many");
    }
    return read;
  }

  @SuppressWarnings("unchecked") // The maps lead from a class to the payload of that class.
  private static Payload<Object> payloadOf(Object message) {
    return (Payload<Object>) PAYLOADS.get(manifestOf(message));
  }

  private static <T> void register(
      char manifest, Payload<T> payload, List<Class<? extends T>> types) {
    PAYLOADS.put(manifest, payload);
    types.forEach(type -> MANIFESTS.put(type, manifest));
  }
}
