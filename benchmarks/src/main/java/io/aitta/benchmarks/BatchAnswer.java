package io.aitta.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The lines that answer a batch. */
final class BatchAnswer {
  private static final Pattern STATUS = Pattern.compile("\"status\"\\s*:\\s*(\\d{3})");

  private BatchAnswer() {}

  /**
   * Counts as errors the lines that neither a get nor a put may answer, and a batch that is not
   * answered line by line.
   *
   * @param expected how many lines the batch had
   */
  static void count(byte[] body, int length, int expected, Tally tally) {
    Matcher status = STATUS.matcher(new String(body, 0, length, UTF_8));
    int lines = 0;
    while (status.find()) {
      lines++;
      int told = Integer.parseInt(status.group(1));
      if (!Kind.GET.expects(told) && !Kind.PUT.expects(told)) {
        tally.failed("a line of a BATCH was answered " + told);
      }
    }
    if (lines != expected) {
      tally.failed("a BATCH of " + expected + " lines was answered with " + lines);
    }
  }
}
