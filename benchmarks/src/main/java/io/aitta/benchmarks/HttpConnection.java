package io.aitta.benchmarks;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.ProtocolException;
import java.net.Socket;
import java.net.URI;
import java.util.Arrays;

/**
 * One kept-alive HTTP/1.1 connection that sends a request, waits for its response, and reuses its
 * buffers: a client that costs little, so that a measurement on one machine measures the server. It
 * understands bodies with a length, in chunks and up to the end of the connection, and interim
 * responses. For use by one thread.
 */
final class HttpConnection implements AutoCloseable {
  private static final int USUAL_PORT = 80;
  private static final int BUFFER = 16 * 1024;
  private static final int MOST_BODY = 64 << 20;

  private final URI node;
  private final int timeoutMillis;
  private final byte[] buffer = new byte[BUFFER];
  private Socket socket;
  private InputStream in;
  private OutputStream out;
  private int position;
  private int limit;
  private byte[] line = new byte[256];
  private int lineLength;
  private byte[] body = new byte[BUFFER];
  private int bodyLength;
  private boolean keepAlive;

  /**
   * A connection that opens with the first request.
   *
   * @param timeoutMillis how long to wait for the connection, and for each part of a response
   */
  HttpConnection(URI node, int timeoutMillis) {
    this.node = node;
    this.timeoutMillis = timeoutMillis;
  }

  /**
   * Sends a request that is no HEAD and gives the status of its response; the body is there until
   * the next call. The connection is closed by a failure, and opens again with the next call.
   *
   * @throws IOException when there is no complete response in time; the request may have been
   *     carried out
   */
  int exchange(byte[] request, int length) throws IOException {
    try {
      open();
      out.write(request, 0, length);
      out.flush();
      int status = readHead();
      if (!keepAlive) {
        close();
      }
      return status;
    } catch (IOException e) {
      close();
      throw e;
    }
  }

  /** The bytes of the last response, of which the first {@link #bodyLength} count. */
  byte[] body() {
    return body;
  }

  /** The length of the last response's body. */
  int bodyLength() {
    return bodyLength;
  }

  @Override
  public void close() throws IOException {
    if (socket != null) {
      socket.close();
      socket = null;
    }
  }

  private void open() throws IOException {
    if (socket != null) {
      return;
    }
    Socket opened = new Socket();
    opened.setTcpNoDelay(true);
    opened.setSoTimeout(timeoutMillis);
    try {
      opened.connect(addressOf(node), timeoutMillis);
    } catch (IOException e) {
      opened.close();
      throw e;
    }
    socket = opened;
    in = opened.getInputStream();
    out = opened.getOutputStream();
    position = 0;
    limit = 0;
  }

  static InetSocketAddress addressOf(URI node) {
    return new InetSocketAddress(node.getHost(), node.getPort() < 0 ? USUAL_PORT : node.getPort());
  }

  private int readHead() throws IOException {
    int status = readStatus();
    ResponseHead head = readHeaders();
    while (status < 200) {
      status = readStatus();
      head = readHeaders();
    }
    keepAlive = head.keepAlive;
    bodyLength = 0;
    if (status == 204 || status == 304) {
      return status;
    }
    if (head.chunked) {
      readChunks();
    } else if (head.length >= 0) {
      readBody(head.length);
    } else {
      keepAlive = false;
      readToTheEnd();
    }
    return status;
  }

  private int readStatus() throws IOException {
    readLine();
    if (lineLength < 12 || line[0] != 'H' || line[8] != ' ') {
      throw new ProtocolException("not a status line: " + lineText());
    }
    return number(9, 12, 10);
  }

  private ResponseHead readHeaders() throws IOException {
    ResponseHead head = new ResponseHead();
    for (readLine(); lineLength > 0; readLine()) {
      head.take(line, lineLength);
    }
    return head;
  }

  private void readChunks() throws IOException {
    for (int size = chunkSize(); size > 0; size = chunkSize()) {
      readBody(size);
      readLine();
    }
    do {
      readLine();
    } while (lineLength > 0);
  }

  private int chunkSize() throws IOException {
    readLine();
    int end = 0;
    while (end < lineLength && Character.digit(line[end], 16) >= 0) {
      end++;
    }
    return number(0, end, 16);
  }

  private int number(int from, int to, int radix) throws ProtocolException {
    try {
      return Integer.parseInt(new String(line, from, to - from, ISO_8859_1), radix);
    } catch (NumberFormatException e) {
      throw new ProtocolException("not a number: " + lineText());
    }
  }

  private void readBody(int count) throws IOException {
    reserve(count);
    int wanted = count;
    while (wanted > 0) {
      fill();
      int taken = Math.min(wanted, limit - position);
      System.arraycopy(buffer, position, body, bodyLength, taken);
      position += taken;
      bodyLength += taken;
      wanted -= taken;
    }
  }

  private void readToTheEnd() throws IOException {
    int next = in.read(buffer, 0, BUFFER);
    readBody(limit - position);
    while (next >= 0) {
      position = 0;
      limit = next;
      readBody(next);
      next = in.read(buffer, 0, BUFFER);
    }
  }

  private void reserve(int count) throws ProtocolException {
    if (count > MOST_BODY - bodyLength) {
      throw new ProtocolException("a body of more than " + MOST_BODY + " bytes");
    }
    if (bodyLength + count > body.length) {
      body = Arrays.copyOf(body, Math.max(2 * body.length, bodyLength + count));
    }
  }

  private void readLine() throws IOException {
    lineLength = 0;
    for (byte next = readByte(); next != '\n'; next = readByte()) {
      if (lineLength == line.length) {
        growLine();
      }
      line[lineLength++] = next;
    }
    if (lineLength > 0 && line[lineLength - 1] == '\r') {
      lineLength--;
    }
  }

  private void growLine() throws ProtocolException {
    if (line.length >= BUFFER) {
      throw new ProtocolException("a line of more than " + BUFFER + " bytes");
    }
    line = Arrays.copyOf(line, 2 * line.length);
  }

  private byte readByte() throws IOException {
    fill();
    return buffer[position++];
  }

  private void fill() throws IOException {
    if (position < limit) {
      return;
    }
    limit = in.read(buffer, 0, BUFFER);
    position = 0;
    if (limit <= 0) {
      limit = 0;
      throw new EOFException("the connection ended before the response");
    }
  }

  private String lineText() {
    return new String(line, 0, lineLength, ISO_8859_1);
  }
}
