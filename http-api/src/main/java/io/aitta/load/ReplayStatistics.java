package io.aitta.load;

import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/** What a replay has seen so far. Thread-safe. */
final class ReplayStatistics {
  private static final long LONGEST_MICROS = TimeUnit.MINUTES.toMicros(10);
  private static final int DIGITS = 3;

  private final LongAdder hits = new LongAdder();
  private final LongAdder misses = new LongAdder();
  private final LongAdder errors = new LongAdder();
  private final LongAdder sentAgain = new LongAdder();
  private final Histogram gets = new ConcurrentHistogram(LONGEST_MICROS, DIGITS);
  private final Histogram puts = new ConcurrentHistogram(LONGEST_MICROS, DIGITS);
  private final long startedAt = System.nanoTime();

  void onHit(long nanos) {
    hits.increment();
    record(gets, nanos);
  }

  void onMiss(long nanos) {
    misses.increment();
    record(gets, nanos);
  }

  void onPut(long nanos) {
    record(puts, nanos);
  }

  void onError() {
    errors.increment();
  }

  /** Takes note of requests that were sent more than once: a cluster may count them twice. */
  void onSentAgain(long count) {
    sentAgain.add(count);
  }

  /** Requests of the trace that were answered. */
  long requests() {
    return hits.sum() + misses.sum();
  }

  /** Hits of a hundred requests. */
  double hitRatio() {
    return requests() == 0 ? 0 : 100.0 * hits.sum() / requests();
  }

  /** In a few words, for a line of progress. */
  String brief() {
    return String.format(
        Locale.ROOT,
        "%,d requests, %,.0f/s, hit ratio %.2f %%",
        requests(),
        requests() / seconds(),
        hitRatio());
  }

  /** The report at the end, a fact a line. */
  String full() {
    double seconds = seconds();
    return String.format(
            Locale.ROOT,
            "requests     %,d%nhits         %,d%nhit ratio    %.2f %%%nputs         %,d%n"
                + "errors       %,d%nsent again   %,d%ntime         %.1f s%n"
                + "throughput   %,.0f requests/s (%,.0f HTTP calls/s)%n",
            requests(),
            hits.sum(),
            hitRatio(),
            puts.getTotalCount(),
            errors.sum(),
            sentAgain.sum(),
            seconds,
            requests() / seconds,
            (requests() + puts.getTotalCount()) / seconds)
        + latency("get", gets)
        + latency("put", puts);
  }

  private static String latency(String what, Histogram histogram) {
    return String.format(
        Locale.ROOT,
        "%s latency  p50 %.2f ms   p99 %.2f ms   p99.9 %.2f ms   max %.2f ms%n",
        what,
        histogram.getValueAtPercentile(50) / 1e3,
        histogram.getValueAtPercentile(99) / 1e3,
        histogram.getValueAtPercentile(99.9) / 1e3,
        histogram.getMaxValue() / 1e3);
  }

  private double seconds() {
    return Math.max(1e-3, (System.nanoTime() - startedAt) / 1e9);
  }

  private static void record(Histogram histogram, long nanos) {
    histogram.recordValue(Math.min(LONGEST_MICROS, TimeUnit.NANOSECONDS.toMicros(nanos)));
  }
}
