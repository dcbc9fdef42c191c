package io.aitta.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** A connection on which anything can be sent, and answers are read one by one. */
final class RawConnection implements AutoCloseable {
  private static final int READ_TIMEOUT_MILLIS = 60_000;

  /** So small that the network holds little of an answer that is not read. */
  private static final int RECEIVE_BUFFER = 16 * 1024;

  private final Socket socket;
  private final InputStream in;

  RawConnection(int port) {
    try {
      socket = new Socket();
      socket.setReceiveBufferSize(RECEIVE_BUFFER);
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      socket.setSoTimeout(READ_TIMEOUT_MILLIS);
      in = new BufferedInputStream(socket.getInputStream());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  RawConnection send(String text) {
    return send(text.getBytes(ISO_8859_1));
  }

  RawConnection send(byte[] bytes) {
    try {
      socket.getOutputStream().write(bytes);
      socket.getOutputStream().flush();
      return this;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** Says that nothing more will be sent. */
  RawConnection endSending() {
    try {
      socket.shutdownOutput();
      return this;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** Reads the next answer, its body included where it has a length. */
  RawAnswer read() {
    return read(true);
  }

  /** Reads the next answer of a HEAD request. */
  RawAnswer readHead() {
    return read(false);
  }

  /** Reads the next chunk of an answer's body. */
  String readChunk() {
    String chunk = exactly(chunkSize());
    line();
    return chunk;
  }

  /** Whether the server has closed the connection, with nothing more to read. */
  boolean isClosed() {
    try {
      return in.read() < 0;
    } catch (IOException reset) {
      return true;
    }
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private RawAnswer read(boolean withBody) {
    String status = line();
    Map<String, String> headers = new LinkedHashMap<>();
    for (String line = line(); !line.isEmpty(); line = line()) {
      int colon = line.indexOf(':');
      headers.put(
          line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
    }
    int code = Integer.parseInt(status.substring("HTTP/1.1 ".length(), "HTTP/1.1 200".length()));
    String body = withBody ? body(headers) : "";
    return new RawAnswer(code, headers, body);
  }

  private String body(Map<String, String> headers) {
    if ("chunked".equals(headers.get("transfer-encoding"))) {
      StringBuilder body = new StringBuilder();
      for (int size = chunkSize(); size > 0; size = chunkSize()) {
        body.append(exactly(size));
        line();
      }
      line();
      return body.toString();
    }
    return exactly(Integer.parseInt(headers.getOrDefault("content-length", "0")));
  }

  private int chunkSize() {
    return Integer.parseInt(line(), 16);
  }

  private String exactly(int length) {
    try {
      return new String(in.readNBytes(length), ISO_8859_1);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private String line() {
    try {
      ByteArrayOutputStream line = new ByteArrayOutputStream();
      for (int b = in.read(); b != '\n'; b = in.read()) {
        if (b < 0) {
          throw new AssertionError("the server closed the connection in the middle of an answer");
        }
        line.write(b);
      }
      return line.toString(ISO_8859_1).stripTrailing();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** What came back; header names in lower case. */
  record RawAnswer(int status, Map<String, String> headers, String body) {
    String problem() {
      if (!Problem.MEDIA_TYPE.equals(headers.get("content-type"))) {
        throw new AssertionError(status + " is no problem document: " + body);
      }
      return Json.read(body.getBytes(ISO_8859_1))
          .get("type")
          .textValue()
          .replace("urn:aitta:problem:", "");
    }
  }
}
