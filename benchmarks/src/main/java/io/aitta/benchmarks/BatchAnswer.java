package io.aitta.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The lines that answer a batch. */
final class BatchAnswer {
  private static final String LINE_ANSWERED = "a line of a BATCH was answered ";
  private static final Set<String> PUT_OFF = Set.of(LINE_ANSWERED + 503, LINE_ANSWERED + 504);
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
        tally.failed(LINE_ANSWERED + told);
      }
    }
    if (lines != expected) {
      tally.failed("a BATCH of " + expected + " lines was answered with " + lines);
    }
  }

  /** Whether all that is wrong is that lines were not done, or not known to be done, in time. */
  static boolean isPutOff(Tally tally) {
    return tally.errorCount() > 0 && PUT_OFF.containsAll(tally.errors().keySet());
  }
}
