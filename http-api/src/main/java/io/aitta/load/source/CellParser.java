package io.aitta.load.source;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Takes one row of a table apart, character by character; its lines come one after another. */
final class CellParser {
  private final char separator;
  private final boolean quotes;
  private final List<String> cells = new ArrayList<>();
  private final StringBuilder cell = new StringBuilder();
  private State state = State.BEGIN;
  private int length;

  CellParser(char separator, boolean quotes) {
    this.separator = separator;
    this.quotes = quotes;
  }

  private enum State {
    /** Before the first character of a cell. */
    BEGIN,
    /** In a cell without quotes. */
    PLAIN,
    /** Between the quotes of a cell. */
    QUOTED,
    /** After what ends a quoted cell, or is the first half of a quote in it. */
    AFTER_QUOTE,
    /** After something else than a separator behind a quoted cell. */
    BROKEN
  }

  /** Takes a line, or the end of the one before and the next. */
  void take(String text) {
    length += text.length();
    for (int i = 0; i < text.length(); i++) {
      take(text.charAt(i));
    }
  }

  /** Whether the row goes on with the next line. */
  boolean isInQuotes() {
    return state == State.QUOTED;
  }

  /** The characters taken. */
  int length() {
    return length;
  }

  /** Why this is no row, if it is none and no more lines come. */
  Optional<String> flaw() {
    return switch (state) {
      case QUOTED -> Optional.of("a quote in the row that begins here is not closed");
      case BROKEN -> Optional.of("there is text behind the closing quote of a cell");
      default -> Optional.empty();
    };
  }

  /** The cells of a row that has no flaw. */
  List<String> cells() {
    List<String> all = new ArrayList<>(cells);
    all.add(cell.toString());
    return all;
  }

  private void take(char next) {
    switch (state) {
      case BEGIN, PLAIN -> plain(next);
      case QUOTED -> quoted(next);
      case AFTER_QUOTE -> afterQuote(next);
      case BROKEN -> {}
    }
  }

  private void plain(char next) {
    if (next == separator) {
      endCell();
    } else if (next == '"' && quotes && state == State.BEGIN) {
      state = State.QUOTED;
    } else {
      cell.append(next);
      state = State.PLAIN;
    }
  }

  private void quoted(char next) {
    if (next == '"') {
      state = State.AFTER_QUOTE;
    } else {
      cell.append(next);
    }
  }

  private void afterQuote(char next) {
    if (next == '"') {
      cell.append(next);
      state = State.QUOTED;
    } else if (next == separator) {
      endCell();
    } else {
      state = State.BROKEN;
    }
  }

  private void endCell() {
    cells.add(cell.toString());
    cell.setLength(0);
    state = State.BEGIN;
  }
}
