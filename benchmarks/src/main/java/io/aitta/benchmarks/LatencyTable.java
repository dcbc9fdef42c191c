package io.aitta.benchmarks;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.HdrHistogram.Histogram;

/** Latencies, kept in microseconds, as rows for people in milliseconds and as JSON as they are. */
final class LatencyTable {
  private static final double[] PERCENTILES = {50, 90, 99, 99.9, 99.99};

  /** The line above the rows. */
  static final String HEAD =
      "%-10s %10s %9s %9s %9s %9s %9s %9s%n"
          .formatted("ms", "count", "p50", "p90", "p99", "p99.9", "p99.99", "max");

  private LatencyTable() {}

  static String row(String name, Histogram histogram) {
    StringBuilder row = new StringBuilder();
    row.append(String.format(Locale.ROOT, "%-10s %10d", name, histogram.getTotalCount()));
    for (double percentile : PERCENTILES) {
      row.append(millis(histogram.getValueAtPercentile(percentile)));
    }
    return row.append(millis(histogram.getMaxValue())).append(System.lineSeparator()).toString();
  }

  static Map<String, Object> json(Histogram histogram) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("count", histogram.getTotalCount());
    for (double percentile : PERCENTILES) {
      json.put(
          "p" + Double.toString(percentile).replaceAll("\\.0$", ""),
          histogram.getValueAtPercentile(percentile));
    }
    json.put("max", histogram.getMaxValue());
    return json;
  }

  private static String millis(long micros) {
    return String.format(Locale.ROOT, " %9.2f", micros / 1e3);
  }
}
