package io.aitta.benchmarks;

import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/**
 * What came of requests: latencies by kind in microseconds, answers by status, failures by cause.
 * For use by one thread; those of several are added up when they are done.
 */
final class Tally {
  private static final long MOST_MICROS = TimeUnit.MINUTES.toMicros(10);
  private static final int DIGITS = 3;
  private static final int MOST_CAUSES = 50;
  private static final int HIT = 200;

  private final Map<Kind, Histogram> latencies = new EnumMap<>(Kind.class);
  private final Map<Integer, Long> statuses = new TreeMap<>();
  private final Map<String, Long> errors = new TreeMap<>();

  private long gets;
  private long hits;

  /** Counts an answer; one that its kind does not expect is an error too. */
  void answered(Kind kind, int status, long nanos) {
    latencies
        .computeIfAbsent(kind, k -> new Histogram(MOST_MICROS, DIGITS))
        .recordValue(Math.min(MOST_MICROS, Math.max(0, nanos / 1000)));
    statuses.merge(status, 1L, Long::sum);
    if (kind == Kind.GET) {
      gets++;
      hits += status == HIT ? 1 : 0;
    }
    if (!kind.expects(status)) {
      failed(kind + " was answered " + status);
    }
  }

  /** Counts an error. Only so many causes are told apart; the rest are one. */
  void failed(String cause) {
    boolean known = errors.containsKey(cause) || errors.size() < MOST_CAUSES;
    errors.merge(known ? cause : "other errors", 1L, Long::sum);
  }

  /** Adds the counts of another. */
  void add(Tally other) {
    other.latencies.forEach(
        (kind, histogram) ->
            latencies
                .computeIfAbsent(kind, k -> new Histogram(MOST_MICROS, DIGITS))
                .add(histogram));
    gets += other.gets;
    hits += other.hits;
    other.statuses.forEach((status, count) -> statuses.merge(status, count, Long::sum));
    other.errors.forEach((cause, count) -> errors.merge(cause, count, Long::sum));
  }

  /** Latencies of the answers by kind, in microseconds. */
  Map<Kind, Histogram> latencies() {
    return latencies;
  }

  /** Latencies of all answers, in microseconds. */
  Histogram allLatencies() {
    Histogram all = new Histogram(MOST_MICROS, DIGITS);
    latencies.values().forEach(all::add);
    return all;
  }

  /** The share of single GETs that found an entry; empty where there were none. */
  OptionalDouble hitRatio() {
    return gets == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) hits / gets);
  }

  /** How many answers had each status. */
  Map<Integer, Long> statuses() {
    return statuses;
  }

  /** How many requests went wrong, by cause. */
  Map<String, Long> errors() {
    return errors;
  }

  /** How many requests were answered. */
  long answers() {
    return statuses.values().stream().mapToLong(Long::longValue).sum();
  }

  /** How many requests went wrong. */
  long errorCount() {
    return errors.values().stream().mapToLong(Long::longValue).sum();
  }
}
