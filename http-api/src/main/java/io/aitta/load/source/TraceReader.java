package io.aitta.load.source;

import io.aitta.load.source.Lines.Line;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * Reads a trace of the ARC authors (Megiddo and Modha, FAST 2003): a line {@code start_block
 * n_blocks ignore sequence} stands for as many requests as it has blocks, one for each in turn.
 */
public final class TraceReader {
  private static final int LONGEST_LINE = 256;
  private static final int MOST_BLOCKS = 1 << 24;
  private static final Pattern BLANKS = Pattern.compile("\\s+");

  private final Lines lines;
  private final BadLines badLines;
  private long block;
  private long left;

  /** Reads from the beginning of a stream that can mark and reset. */
  public TraceReader(InputStream in, BadLines badLines) {
    this.lines = new Lines(in, LONGEST_LINE);
    this.badLines = badLines;
  }

  /** The block that is asked for next; empty at the end of the trace. */
  public OptionalLong next() throws IOException {
    while (left == 0) {
      Optional<Line> line = lines.next();
      if (line.isEmpty()) {
        return OptionalLong.empty();
      }
      begin(line.get());
    }
    left--;
    return OptionalLong.of(block++);
  }

  private void begin(Line line) {
    if (line.flaw().isPresent()) {
      badLines.add(line.number(), line.flaw().get());
      return;
    }
    String[] fields = BLANKS.split(line.text().trim(), -1);
    if (fields.length == 1 && fields[0].isEmpty()) {
      return;
    }
    try {
      long start = Long.parseLong(fields[0]);
      long count = Long.parseLong(fields[1]);
      if (start < 0 || count < 0 || count > MOST_BLOCKS) {
        badLines.add(line.number(), "a block or a count of blocks is out of range");
        return;
      }
      block = start;
      left = count;
    } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
      badLines.add(line.number(), "not 'start_block n_blocks ignore sequence'");
    }
  }
}
