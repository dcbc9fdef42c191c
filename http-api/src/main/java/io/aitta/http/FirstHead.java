package io.aitta.http;

import org.apache.pekko.util.ByteString;

/**
 * Makes the HTTP2-Settings header in the first head of a connection unknown, without which no
 * request is an upgrade; a client asks in its first request or not at all. The head may come in any
 * pieces. Used by one thread at a time.
 */
final class FirstHead {
  private static final int LONGEST = 16 * 1024;
  private static final String HEADER = "\r\nhttp2-settings:";
  private static final String END = "\r\n\r\n";

  private int seen;
  private int ofHeader;
  private int ofEnd;
  private boolean over;

  /** The bytes, one letter put to the end of the header's name where it ends in them. */
  ByteString mask(ByteString bytes) {
    for (int at = 0; at < bytes.size() && !over; at++) {
      char letter = Character.toLowerCase((char) (bytes.apply(at) & 0xFF));
      ofHeader = next(HEADER, ofHeader, letter);
      ofEnd = next(END, ofEnd, letter);
      seen++;
      over = ofHeader == HEADER.length() || ofEnd == END.length() || seen == LONGEST;
      if (ofHeader == HEADER.length()) {
        return bytes.take(at).concat(ByteString.fromString("x")).concat(bytes.drop(at));
      }
    }
    return bytes;
  }

  /** How much of the text is there with one letter more; only its first letter begins it anew. */
  private static int next(String text, int matched, char letter) {
    if (letter == text.charAt(matched)) {
      return matched + 1;
    }
    return letter == text.charAt(0) ? 1 : 0;
  }
}
