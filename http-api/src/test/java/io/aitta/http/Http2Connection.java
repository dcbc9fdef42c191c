package io.aitta.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.Map;

/** HTTP/2 by prior knowledge, as little of it as a test needs. */
final class Http2Connection implements AutoCloseable {
  private static final int DATA = 0;
  private static final int HEADERS = 1;
  private static final int SETTINGS = 4;
  private static final int GOAWAY = 7;
  private static final int END_STREAM = 1;
  private static final int END_HEADERS = 4;

  /** The statuses of HPACK's static table, RFC 7541, appendix A. */
  private static final Map<Integer, Integer> STATUSES =
      Map.of(0x88, 200, 0x89, 204, 0x8b, 304, 0x8c, 400, 0x8d, 404, 0x8e, 500);

  private final Socket socket;
  private final DataInputStream in;
  private int stream = 1;
  private String[] more = {};

  Http2Connection(int port) {
    try {
      socket = new Socket(InetAddress.getLoopbackAddress(), port);
      socket.setSoTimeout(60_000);
      in = new DataInputStream(socket.getInputStream());
      socket.getOutputStream().write("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(US_ASCII));
      frame(SETTINGS, 0, 0, new byte[0]);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  Answer get(String path) {
    return request(0x82, "", path, null);
  }

  /** With a header more. */
  Answer get(String path, String name, String value) {
    more = new String[] {name, value};
    return get(path);
  }

  /** Sends a frame of any kind, if the server has not ended the connection. */
  void send(int type, int flags, int id, int length) {
    try {
      frame(type, flags, id, new byte[length]);
    } catch (SocketException ended) {
      assertThat(isEnded()).as("the server has ended the connection").isTrue();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** Whether the server ends the connection; reads whatever comes before. */
  boolean isEnded() {
    try {
      in.readAllBytes();
      return true;
    } catch (SocketTimeoutException waiting) {
      return false;
    } catch (IOException reset) {
      return true;
    }
  }

  Answer head(String path) {
    return request(-1, "HEAD", path, null);
  }

  Answer put(String path, String body) {
    return request(-1, "PUT", path, body.getBytes(UTF_8));
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private Answer request(int indexedMethod, String method, String path, byte[] body) {
    ByteArrayOutputStream block = new ByteArrayOutputStream();
    if (indexedMethod >= 0) {
      block.write(indexedMethod);
    } else {
      literal(block, 2, method);
    }
    block.write(0x86);
    literal(block, 4, path);
    literal(block, 1, "a");
    if (more.length > 0) {
      block.write(0);
      block.write(more[0].length());
      block.writeBytes(more[0].getBytes(US_ASCII));
      block.write(more[1].length());
      block.writeBytes(more[1].getBytes(US_ASCII));
    }
    try {
      frame(HEADERS, END_HEADERS | (body == null ? END_STREAM : 0), stream, block.toByteArray());
      if (body != null) {
        frame(DATA, END_STREAM, stream, body);
      }
      Answer answer = read(stream);
      stream += 2;
      return answer;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static void literal(ByteArrayOutputStream block, int nameIndex, String value) {
    block.write(nameIndex);
    block.write(value.length());
    block.writeBytes(value.getBytes(US_ASCII));
  }

  private void frame(int type, int flags, int id, byte[] payload) throws IOException {
    ByteArrayOutputStream frame = new ByteArrayOutputStream();
    frame.write(payload.length >> 16);
    frame.write(payload.length >> 8);
    frame.write(payload.length);
    frame.write(type);
    frame.write(flags);
    frame.writeBytes(new byte[] {0, 0, 0, (byte) id});
    frame.writeBytes(payload);
    socket.getOutputStream().write(frame.toByteArray());
  }

  private Answer read(int id) throws IOException {
    int first = -1;
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    while (true) {
      int length = in.readUnsignedByte() << 16 | in.readUnsignedShort();
      int type = in.readUnsignedByte();
      int flags = in.readUnsignedByte();
      int at = in.readInt();
      byte[] payload = in.readNBytes(length);
      if (type == GOAWAY) {
        throw new AssertionError("the server ended the connection");
      }
      if (type == HEADERS && at == id) {
        first = payload[0] & 0xFF;
      }
      if (type == DATA && at == id) {
        body.writeBytes(payload);
      }
      if (at == id && (flags & END_STREAM) != 0 && type <= HEADERS) {
        return new Answer(STATUSES.getOrDefault(first, -1), body.toString(UTF_8));
      }
    }
  }

  /** A status that HPACK has no index for is -1. */
  record Answer(int status, String body) {}
}
