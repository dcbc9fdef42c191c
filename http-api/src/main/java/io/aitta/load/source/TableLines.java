package io.aitta.load.source;

import io.aitta.load.source.Lines.Line;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Reads a table as RFC 4180 has it: cells between separators, in quotes where they hold a
 * separator, a quote or the end of a line. A row whose quotes make no sense is told by the line
 * where it begins, and reading goes on with the line after that: no quote swallows the rest of the
 * file.
 */
final class TableLines {
  private static final int LONGEST_LINE = 16 << 20;
  private static final int MOST_LINES_OF_A_ROW = 1000;

  private final Lines lines;
  private final char separator;
  private final boolean quotes;
  private final Deque<Line> readAgain = new ArrayDeque<>();

  /**
   * @param separator a tab makes quotes ordinary characters
   */
  TableLines(InputStream in, char separator) {
    this.lines = new Lines(in, LONGEST_LINE);
    this.separator = separator;
    this.quotes = separator != '\t';
  }

  /**
   * A row, or what is none.
   *
   * @param line where it begins, counted from 1
   * @param cells empty where there is a flaw
   * @param flaw why it cannot be used
   */
  record Row(long line, List<String> cells, Optional<String> flaw) {
    Row {
      cells = List.copyOf(cells);
    }
  }

  /** The next row; empty at the end of the table. */
  Optional<Row> next() throws IOException {
    Optional<Line> first = nextLine();
    return first.isEmpty() ? Optional.empty() : Optional.of(rowFrom(first.get()));
  }

  private Row rowFrom(Line first) throws IOException {
    if (first.flaw().isPresent()) {
      return flawed(first, first.flaw().get());
    }
    List<Line> taken = new ArrayList<>();
    CellParser parser = new CellParser(separator, quotes);
    parser.take(first.text());
    Optional<String> end = Optional.of(first.end());
    while (parser.isInQuotes() && parser.length() < LONGEST_LINE) {
      Optional<Line> more = taken.size() < MOST_LINES_OF_A_ROW ? nextLine() : Optional.empty();
      more.ifPresent(taken::add);
      if (more.isEmpty() || more.get().flaw().isPresent()) {
        break;
      }
      parser.take(end.orElse("") + more.get().text());
      end = more.map(Line::end);
    }
    return parser
        .flaw()
        .map(flaw -> readAgainFrom(first, taken, flaw))
        .orElseGet(() -> new Row(first.number(), parser.cells(), Optional.empty()));
  }

  private Row readAgainFrom(Line first, List<Line> taken, String flaw) {
    for (int i = taken.size() - 1; i >= 0; i--) {
      readAgain.addFirst(taken.get(i));
    }
    return flawed(first, flaw);
  }

  private Optional<Line> nextLine() throws IOException {
    return readAgain.isEmpty() ? lines.next() : Optional.of(readAgain.removeFirst());
  }

  private static Row flawed(Line line, String flaw) {
    return new Row(line.number(), List.of(), Optional.of(flaw));
  }
}
