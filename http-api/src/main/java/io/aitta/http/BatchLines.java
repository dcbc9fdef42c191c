package io.aitta.http;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.pekko.util.ByteString;

/** The lines of a batch's body, taken in groups of bounded size. Used by one thread at a time. */
final class BatchLines {
  private static final int MAX_LINES = 256;
  private static final int MAX_LINE_BYTES = 1 << 20;

  private final byte[] body;
  private final BatchParser parser;
  private int at;

  BatchLines(ByteString body, BatchParser parser) {
    this.body = body.toArrayUnsafe();
    this.parser = parser;
    skipBlankLines();
  }

  boolean isAtEnd() {
    return at >= body.length;
  }

  /** The next lines, at least one. */
  List<BatchLine> next() {
    List<BatchLine> group = new ArrayList<>();
    int start = at;
    while (!isAtEnd() && group.size() < MAX_LINES && at - start < MAX_LINE_BYTES) {
      group.add(take());
    }
    return group;
  }

  private BatchLine take() {
    int end = endOfLine();
    byte[] line = Arrays.copyOfRange(body, at, end);
    at = end + 1;
    skipBlankLines();
    return parser.parse(line);
  }

  private void skipBlankLines() {
    while (!isAtEnd() && isBlank(at, endOfLine())) {
      at = endOfLine() + 1;
    }
  }

  private int endOfLine() {
    int end = at;
    while (end < body.length && body[end] != '\n') {
      end++;
    }
    return end;
  }

  private boolean isBlank(int from, int to) {
    for (int i = from; i < to; i++) {
      if (body[i] != ' ' && body[i] != '\t' && body[i] != '\r') {
        return false;
      }
    }
    return true;
  }
}
