package io.aitta.http;

import java.util.ArrayList;
import java.util.List;
import org.apache.pekko.util.ByteString;

/**
 * Bytes cut where many lines come at once: Pekko HTTP's parser calls itself for every request in a
 * piece, so that some hundred small ones would overflow a thread's stack.
 */
final class ShortPieces {
  /** The most line ends of a piece; a request has two at least. */
  static final int LINES = 64;

  private static final byte NEWLINE = '\n';

  private ShortPieces() {}

  /** The same bytes in the same order, each piece with {@link #LINES} ends of lines at most. */
  static List<ByteString> of(ByteString whole) {
    List<ByteString> pieces = new ArrayList<>(1);
    int from = 0;
    int lines = 0;
    for (int end = whole.indexOf(NEWLINE, 0); end >= 0; end = whole.indexOf(NEWLINE, end + 1)) {
      lines++;
      if (lines == LINES) {
        pieces.add(whole.slice(from, end + 1));
        from = end + 1;
        lines = 0;
      }
    }
    if (from < whole.size() || pieces.isEmpty()) {
      pieces.add(whole.drop(from));
    }
    return pieces;
  }
}
