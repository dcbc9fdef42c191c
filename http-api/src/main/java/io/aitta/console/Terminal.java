package io.aitta.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;

/**
 * Where a command prints. Results go to {@code out}, all else to {@code err}.
 *
 * @param out the stream of results, UTF-8
 * @param err the stream of progress and errors, UTF-8
 * @param outIsTerminal whether a person reads {@code out} as it is written
 * @param errIsTerminal whether a person reads {@code err} as it is written
 * @param coloursWanted whether the person has not asked for plain text
 * @param width columns of the terminal, if there is one
 */
public record Terminal(
    PrintStream out,
    PrintStream err,
    boolean outIsTerminal,
    boolean errIsTerminal,
    boolean coloursWanted,
    int width) {
  private static final int USUAL_WIDTH = 80;

  /** The streams are there. */
  public Terminal {
    requireNonNull(out, "out is null");
    requireNonNull(err, "err is null");
  }

  /**
   * The streams of this process. The script that started it says which of them are terminals, which
   * Java cannot tell apart; colours follow the convention of {@code NO_COLOR}.
   */
  public static Terminal ofProcess() {
    return new Terminal(
        utf8(FileDescriptor.out),
        utf8(FileDescriptor.err),
        Boolean.getBoolean("aitta.terminal.out"),
        Boolean.getBoolean("aitta.terminal.err"),
        System.getenv().getOrDefault("NO_COLOR", "").isEmpty(),
        Integer.getInteger("aitta.terminal.width", USUAL_WIDTH));
  }

  /** A terminal that is none: plain lines without colours. */
  public static Terminal plain(PrintStream out, PrintStream err) {
    return new Terminal(out, err, false, false, false, USUAL_WIDTH);
  }

  /** Whether what is printed to {@code out} may be coloured. */
  public boolean coloursOut() {
    return outIsTerminal && coloursWanted;
  }

  /** Whether what is printed to {@code err} may be coloured. */
  public boolean coloursErr() {
    return errIsTerminal && coloursWanted;
  }

  private static PrintStream utf8(FileDescriptor descriptor) {
    return new PrintStream(new FileOutputStream(descriptor), true, UTF_8);
  }
}
