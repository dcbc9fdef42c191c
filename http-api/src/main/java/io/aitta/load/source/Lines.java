package io.aitta.load.source;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Optional;

/**
 * Reads lines of UTF-8, each of a bounded length. Bytes that are no UTF-8 are told, never replaced;
 * a byte order mark at the head of the file is left out.
 */
final class Lines {
  private static final int[] BYTE_ORDER_MARK = {0xEF, 0xBB, 0xBF};

  private final InputStream in;
  private final int longest;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream(256);
  private long number;

  /**
   * @param in can mark and reset
   * @param longest the most bytes of a line that are kept; the rest of a longer one is skipped
   */
  Lines(InputStream in, int longest) {
    this.in = in;
    this.longest = longest;
  }

  /**
   * A line of a file.
   *
   * @param number counted from 1
   * @param text without its end
   * @param end what ends it: a line feed, with or without a carriage return, or nothing
   * @param flaw why the text cannot be used, if it cannot; the text is empty then
   */
  record Line(long number, String text, String end, Optional<String> flaw) {
    Line {
      requireNonNull(text, "text is null");
      requireNonNull(end, "end is null");
      requireNonNull(flaw, "flaw is null");
    }
  }

  /** The next line; empty at the end of the file. */
  Optional<Line> next() throws IOException {
    if (number == 0) {
      skipByteOrderMark();
    }
    line.reset();
    long length = 0;
    int next = in.read();
    if (next < 0) {
      return Optional.empty();
    }
    for (; next >= 0 && next != '\n'; next = in.read()) {
      if (length++ < longest) {
        line.write(next);
      }
    }
    number++;
    return Optional.of(
        length > longest ? flawed("longer than " + longest + " bytes") : decoded(next == '\n'));
  }

  private void skipByteOrderMark() throws IOException {
    in.mark(BYTE_ORDER_MARK.length);
    for (int expected : BYTE_ORDER_MARK) {
      if (in.read() != expected) {
        in.reset();
        return;
      }
    }
  }

  private Line decoded(boolean ended) {
    try {
      String text = UTF_8.newDecoder().decode(ByteBuffer.wrap(line.toByteArray())).toString();
      boolean returned = ended && text.endsWith("\r");
      return new Line(
          number,
          returned ? text.substring(0, text.length() - 1) : text,
          returned ? "\r\n" : ended ? "\n" : "",
          Optional.empty());
    } catch (CharacterCodingException e) {
      return flawed("not UTF-8; convert the file, for example with iconv");
    }
  }

  private Line flawed(String flaw) {
    return new Line(number, "", "", Optional.of(flaw));
  }
}
