package io.aitta.multijvm.http;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Just enough of HTTP/2 (RFC 9113) to speak it with prior knowledge: requests without a body,
 * literal headers, and answers whose status is one of HPACK's static table.
 */
public final class Http2Connection implements AutoCloseable {
  private static final int DATA = 0;
  private static final int HEADERS = 1;
  private static final int SETTINGS = 4;
  private static final int GO_AWAY = 7;
  private static final int END_STREAM = 1;
  private static final int ACK = 1;
  private static final int END_HEADERS = 4;
  private static final int PADDED = 8;
  private static final int PRIORITY = 32;
  private static final Map<Integer, Integer> STATIC_STATUS =
      Map.of(0x88, 200, 0x89, 204, 0x8a, 206, 0x8b, 304, 0x8c, 400, 0x8d, 404, 0x8e, 500);

  private final RawConnection connection;
  private final Map<Integer, Integer> statuses = new LinkedHashMap<>();
  private final Map<Integer, ByteArrayOutputStream> bodies = new LinkedHashMap<>();

  private Http2Connection(RawConnection connection) {
    this.connection = connection;
  }

  /** Opens a connection with the client's preface and empty settings. */
  public static Http2Connection to(URI base) throws IOException {
    Http2Connection opened = new Http2Connection(RawConnection.to(base));
    opened.connection.send("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");
    opened.frame(SETTINGS, 0, 0, new byte[0]);
    return opened;
  }

  /** Sends a GET on a stream of an odd number that was not used yet. */
  public void get(int stream, String path) throws IOException {
    ByteArrayOutputStream block = new ByteArrayOutputStream();
    block.write(0x82); // :method GET
    block.write(0x86); // :scheme http
    literal(block, 4, path);
    literal(block, 1, "localhost");
    frame(HEADERS, END_STREAM | END_HEADERS, stream, block.toByteArray());
  }

  /** Reads until this many streams have ended. */
  public void await(int streams) throws IOException {
    int ended = 0;
    while (ended < streams) {
      ended += readFrame() ? 1 : 0;
    }
  }

  /** The status of a stream that has ended. */
  public int status(int stream) {
    return statuses.get(stream);
  }

  /** The body of a stream that has ended. */
  public byte[] body(int stream) {
    return bodies.containsKey(stream) ? bodies.get(stream).toByteArray() : new byte[0];
  }

  private boolean readFrame() throws IOException {
    ByteBuffer head = ByteBuffer.wrap(connection.read(9));
    int length = ((head.get() & 0xff) << 16) | (head.getShort() & 0xffff);
    int type = head.get();
    int flags = head.get();
    int stream = head.getInt();
    byte[] payload = connection.read(length);
    switch (type) {
      case HEADERS -> statuses.put(stream, status(payload, flags));
      case DATA ->
          bodies.computeIfAbsent(stream, s -> new ByteArrayOutputStream()).writeBytes(payload);
      case SETTINGS -> acknowledge(flags);
      case GO_AWAY -> throw new IOException("GOAWAY with error " + payload[7]);
      default -> {}
    }
    return (type == HEADERS || type == DATA) && (flags & END_STREAM) != 0;
  }

  private void acknowledge(int flags) throws IOException {
    if ((flags & ACK) == 0) {
      frame(SETTINGS, ACK, 0, new byte[0]);
    }
  }

  private static int status(byte[] payload, int flags) {
    int at = ((flags & PADDED) != 0 ? 1 : 0) + ((flags & PRIORITY) != 0 ? 5 : 0);
    while ((payload[at] & 0xe0) == 0x20) { // an update of the table's size
      at++;
    }
    return STATIC_STATUS.getOrDefault(payload[at] & 0xff, -1);
  }

  private void frame(int type, int flags, int stream, byte[] payload) throws IOException {
    ByteBuffer frame = ByteBuffer.allocate(9 + payload.length);
    frame.put((byte) 0).putShort((short) payload.length).put((byte) type).put((byte) flags);
    connection.send(frame.putInt(stream).put(payload).array());
  }

  private static void literal(ByteArrayOutputStream block, int nameIndex, String value) {
    block.write(nameIndex);
    block.write(value.length());
    block.writeBytes(value.getBytes(US_ASCII));
  }

  @Override
  public void close() throws IOException {
    connection.close();
  }
}
