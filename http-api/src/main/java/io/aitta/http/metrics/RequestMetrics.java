package io.aitta.http.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.ToDoubleFunction;

/** What is measured of HTTP requests. Thread-safe. */
public final class RequestMetrics {
  private static final Duration[] BUCKETS = {
    Duration.ofNanos(100_000),
    Duration.ofNanos(250_000),
    Duration.ofNanos(500_000),
    Duration.ofMillis(1),
    Duration.ofNanos(2_500_000),
    Duration.ofMillis(5),
    Duration.ofMillis(10),
    Duration.ofMillis(25),
    Duration.ofMillis(50),
    Duration.ofMillis(100),
    Duration.ofMillis(250),
    Duration.ofMillis(500),
    Duration.ofSeconds(1),
    Duration.ofMillis(2500),
    Duration.ofSeconds(5),
    Duration.ofSeconds(10)
  };

  private final MeterRegistry registry;
  private final Map<Outcome, Timer> timers = new ConcurrentHashMap<>();
  private final Counter bytesIn;
  private final Counter bytesOut;

  public RequestMetrics(MeterRegistry registry) {
    this.registry = registry;
    this.bytesIn = counter("aitta.http.request.bytes", "Bytes of request bodies received");
    this.bytesOut = counter("aitta.http.response.bytes", "Bytes of response bodies sent");
  }

  /**
   * Counts a request that was answered.
   *
   * @param route the path's template, never the path
   * @param method one of a bounded set
   */
  public void answered(String route, String method, int status, long nanos) {
    timers
        .computeIfAbsent(new Outcome(route, method, status), this::timer)
        .record(nanos, TimeUnit.NANOSECONDS);
  }

  public void received(long bytes) {
    bytesIn.increment((double) bytes);
  }

  public void sent(long bytes) {
    bytesOut.increment((double) bytes);
  }

  /** Shows a number that is read whenever it is asked for. */
  public <T> void gauge(String name, String description, T state, ToDoubleFunction<T> value) {
    Gauge.builder(name, state, value)
        .description(description)
        .strongReference(true)
        .register(registry);
  }

  /** Shows a count that is kept elsewhere. */
  public void count(String name, String description, LongAdder count) {
    FunctionCounter.builder(name, count, LongAdder::doubleValue)
        .description(description)
        .register(registry);
  }

  private Counter counter(String name, String description) {
    return Counter.builder(name).baseUnit("bytes").description(description).register(registry);
  }

  private Timer timer(Outcome outcome) {
    return Timer.builder("aitta.http.requests")
        .description("Time from a request's head to its answer's")
        .tag("route", outcome.route)
        .tag("method", outcome.method)
        .tag("status", Integer.toString(outcome.status))
        .serviceLevelObjectives(BUCKETS)
        .register(registry);
  }

  private record Outcome(String route, String method, int status) {}
}
