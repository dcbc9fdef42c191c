package io.aitta.multijvm.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A socket to a node for what no well-behaved client would send, and a reader of HTTP/1.1
 * responses. Reads wait for at most a minute unless told otherwise. Text is sent one byte a
 * character.
 */
public final class RawConnection implements AutoCloseable {
  private static final int TIMEOUT_MILLIS = 60_000;

  private final Socket socket;
  private final InputStream in;
  private final OutputStream out;

  private RawConnection(Socket socket) throws IOException {
    this.socket = socket;
    this.in = new BufferedInputStream(socket.getInputStream());
    this.out = socket.getOutputStream();
  }

  public static RawConnection to(URI base) throws IOException {
    return to(base.getPort());
  }

  /** A connection to a port of 127.0.0.1. */
  public static RawConnection to(int port) throws IOException {
    Socket socket = new Socket();
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), TIMEOUT_MILLIS);
    socket.setSoTimeout(TIMEOUT_MILLIS);
    socket.setTcpNoDelay(true);
    return new RawConnection(socket);
  }

  public RawConnection send(String text) throws IOException {
    return send(text.getBytes(ISO_8859_1));
  }

  public RawConnection send(byte[] bytes) throws IOException {
    out.write(bytes);
    out.flush();
    return this;
  }

  /** A request without a body, after which the connection stays. */
  public RawConnection request(String method, String path) throws IOException {
    return send(method + " " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
  }

  /** A request with a body of a told length, after which the connection stays. */
  public RawConnection request(String method, String path, String body) throws IOException {
    return send(
        "%s %s HTTP/1.1\r\nHost: localhost\r\nContent-Length: %d\r\n\r\n%s"
            .formatted(method, path, body.length(), body));
  }

  /** Reads wait for that long from now on. */
  public RawConnection patience(Duration patience) throws IOException {
    socket.setSoTimeout(Math.toIntExact(patience.toMillis()));
    return this;
  }

  /** Sends no more; the other side sees the end. */
  public void finish() throws IOException {
    socket.shutdownOutput();
  }

  /** The next byte; -1 at the end. */
  public int read() throws IOException {
    return in.read();
  }

  /** As many bytes as asked. */
  public byte[] read(int count) throws IOException {
    byte[] bytes = in.readNBytes(count);
    if (bytes.length < count) {
      throw new EOFException("the connection ended after " + bytes.length + " of " + count);
    }
    return bytes;
  }

  /** Whether the other side has sent something that nobody has read. */
  public boolean hasAnswer() {
    try {
      return in.available() > 0;
    } catch (IOException closed) {
      return false;
    }
  }

  /** The next response to a request that was no HEAD. */
  public Answer answer() throws IOException {
    return answer(true);
  }

  /** The next response; without a body where the request was a HEAD. */
  public Answer answer(boolean withBody) throws IOException {
    String statusLine = line();
    if (!statusLine.matches("HTTP/1\\.[01] \\d{3}.*")) {
      throw new AssertionError("not a status line: " + statusLine);
    }
    int status = Integer.parseInt(statusLine.substring(9, 12));
    HttpHeaders headers = headers();
    boolean empty = !withBody || status == 204 || status == 304 || status < 200;
    return new Answer("raw request", status, headers, empty ? new byte[0] : body(headers));
  }

  private HttpHeaders headers() throws IOException {
    Map<String, List<String>> fields = new HashMap<>();
    for (String line = line(); !line.isEmpty(); line = line()) {
      int colon = line.indexOf(':');
      fields
          .computeIfAbsent(
              line.substring(0, colon).toLowerCase(Locale.ROOT), name -> new ArrayList<>())
          .add(line.substring(colon + 1).trim());
    }
    return HttpHeaders.of(fields, (name, value) -> true);
  }

  private byte[] body(HttpHeaders headers) throws IOException {
    if (headers.firstValue("Transfer-Encoding").orElse("").equalsIgnoreCase("chunked")) {
      return chunks();
    }
    long length = headers.firstValueAsLong("Content-Length").orElse(-1);
    return length < 0 ? in.readAllBytes() : read((int) length);
  }

  private byte[] chunks() throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    for (int size = chunkSize(); size > 0; size = chunkSize()) {
      body.write(read(size));
      line();
    }
    while (!line().isEmpty()) {
      // Trailers end with an empty line; nobody here looks at them.
    }
    return body.toByteArray();
  }

  private int chunkSize() throws IOException {
    return Integer.parseInt(line().split(";", 2)[0].trim(), 16);
  }

  private String line() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        throw new EOFException("the connection ended after '" + line + "'");
      }
      line.write(next);
    }
    return line.toString(ISO_8859_1).stripTrailing();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
