package io.aitta.load;

import io.aitta.console.OperatorException;
import io.aitta.console.Terminal;

/** What could not be used of a file: counted all, shown the first of them. Thread-safe. */
final class BadLines {
  private static final int SHOWN = 20;

  private final Terminal terminal;
  private final boolean strict;
  private long count;

  /**
   * @param strict whether the first one ends the load
   */
  BadLines(Terminal terminal, boolean strict) {
    this.terminal = terminal;
    this.strict = strict;
  }

  /**
   * Takes note of a line.
   *
   * @throws OperatorException when the load is strict
   */
  void add(long line, String reason) {
    add("line " + line, reason);
  }

  /** Takes note of what is no line, such as a file of a directory. */
  synchronized void add(String place, String reason) {
    if (strict) {
      throw new OperatorException(
          place + ": " + reason + "; mend it, or leave --strict out to go on without it");
    }
    count++;
    if (count <= SHOWN) {
      terminal.err().println(place + ": " + reason);
    } else if (count == SHOWN + 1) {
      terminal.err().println("(more are counted, but not shown)");
    }
  }

  synchronized long count() {
    return count;
  }
}
