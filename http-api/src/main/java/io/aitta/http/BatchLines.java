package io.aitta.http;

import io.aitta.core.operation.Get;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.pekko.util.ByteString;

/**
 * The lines of a batch's body, taken in groups. A group is small enough that its answers fit in
 * memory: reads, whose answers may be large, are taken carefully at first and by more as they prove
 * to be small. Used by one thread at a time.
 */
final class BatchLines {
  private static final int MAX_LINES = 256;
  private static final int MAX_LINE_BYTES = 1 << 20;
  private static final int FIRST_READS = 16;

  /** What the answers of one group should come to, about. */
  private static final int ANSWER_BYTES = 4 << 20;

  private final byte[] body;
  private final BatchParser parser;
  private int at;
  private int maxReads = FIRST_READS;

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
    int reads = 0;
    while (!isAtEnd()
        && group.size() < MAX_LINES
        && at - start < MAX_LINE_BYTES
        && reads < maxReads) {
      BatchLine line = take();
      reads += line instanceof BatchLine.Task task && task.operation() instanceof Get ? 1 : 0;
      group.add(line);
    }
    return group;
  }

  /** Tells how large the answers of the former group were. */
  void answered(int lines, int bytes) {
    int average = Math.max(1, bytes / lines);
    maxReads = Math.max(1, Math.min(Math.min(MAX_LINES, maxReads * 4), ANSWER_BYTES / average));
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
