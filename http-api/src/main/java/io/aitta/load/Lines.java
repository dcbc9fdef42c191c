package io.aitta.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** Reads lines of UTF-8, each of a bounded length. */
final class Lines {
  private final InputStream in;
  private final int longest;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream(256);
  private long number;

  /**
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
   * @param complete false where the line was longer than is kept
   */
  record Line(long number, String text, boolean complete) {}

  /** The next line; empty at the end of the file. */
  Optional<Line> next() throws IOException {
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
    return Optional.of(new Line(number, withoutReturn(line.toString(UTF_8)), length <= longest));
  }

  private static String withoutReturn(String text) {
    return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
  }
}
