package io.aitta.http;

import static java.nio.charset.StandardCharsets.US_ASCII;

import org.apache.pekko.util.ByteString;

/**
 * Reads the heads of the HTTP/2 frames that a client sends, RFC 9113, section 4.1, as their bytes
 * go by: Pekko HTTP takes frames of any size, and the headers of a request without a bound
 * (CVE-2024-27316). A connection in HTTP/1.1 is let alone. Used by one thread at a time.
 */
final class FrameHeads {
  /** The largest frame that a server takes that has not said otherwise. */
  static final int MAX_FRAME = 16 * 1024;

  /** The most bytes of one request's headers, the heads of their frames included. */
  static final int MAX_HEADERS = 32 * 1024;

  private static final byte[] PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(US_ASCII);
  private static final int HEAD = 9;
  private static final int HEADERS = 1;
  private static final int CONTINUATION = 9;

  private final byte[] head = new byte[HEAD];
  private int ofPreface;
  private boolean http1;
  private int ofHead;
  private int payloadLeft;
  private int headers;

  /** Whether the connection may go on with those bytes. */
  boolean accepts(ByteString bytes) {
    int at = 0;
    while (at < bytes.size() && !http1) {
      if (ofPreface < PREFACE.length) {
        http1 = bytes.apply(at) != PREFACE[ofPreface];
        ofPreface++;
        at++;
      } else if (payloadLeft > 0) {
        int skipped = Math.min(payloadLeft, bytes.size() - at);
        payloadLeft -= skipped;
        at += skipped;
      } else {
        head[ofHead] = bytes.apply(at);
        ofHead++;
        at++;
        if (ofHead == HEAD && !begins()) {
          return false;
        }
      }
    }
    return true;
  }

  /** A head is whole: whether its frame is one that may be. */
  private boolean begins() {
    ofHead = 0;
    payloadLeft = (head[0] & 0xFF) << 16 | (head[1] & 0xFF) << 8 | (head[2] & 0xFF);
    if (head[3] == HEADERS) {
      headers = 0;
    }
    if (head[3] == HEADERS || head[3] == CONTINUATION) {
      headers += HEAD + payloadLeft;
    }
    return payloadLeft <= MAX_FRAME && headers <= MAX_HEADERS;
  }
}
