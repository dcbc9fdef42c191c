package io.aitta.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The lines that answer a batch. */
final class BatchAnswer {
  private static final Pattern STATUS = Pattern.compile("\"status\"\\s*:\\s*(\\d{3})");

  private BatchAnswer() {}

  /** Counts as errors the lines that neither a get nor a put may answer. */
  static void count(byte[] body, int length, Tally tally) {
    Matcher status = STATUS.matcher(new String(body, 0, length, UTF_8));
    while (status.find()) {
      int told = Integer.parseInt(status.group(1));
      if (!Kind.GET.expects(told) && !Kind.PUT.expects(told)) {
        tally.failed("a line of a BATCH was answered " + told);
      }
    }
  }
}
