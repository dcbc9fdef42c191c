package io.aitta.replica;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Spreads over time what a node sends of copies that are being made, so that it leaves processors
 * and network to requests: the generic cell rate algorithm (ITU-T I.371) over bytes. Thread-safe.
 */
final class CopyPace {
  /** What may be sent at once after a rest. */
  private static final Duration BURST = Duration.ofMillis(20);

  private final double nanosPerByte;
  private final Duration mostDelay;
  private final LongSupplier nanoTime;

  /** When all that was admitted will have been sent at that rate. */
  private final AtomicLong busyUntil;

  /**
   * A pace that has rested.
   *
   * @param bytesPerSecond 0 for any number
   * @param mostDelay for how long anything is put off at most
   */
  CopyPace(long bytesPerSecond, Duration mostDelay, LongSupplier nanoTime) {
    this.nanosPerByte =
        bytesPerSecond == 0 ? 0 : (double) TimeUnit.SECONDS.toNanos(1) / bytesPerSecond;
    this.mostDelay = mostDelay;
    this.nanoTime = nanoTime;
    this.busyUntil = new AtomicLong(nanoTime.getAsLong() - BURST.toNanos());
  }

  /** For how long to put off what has so many bytes; it has its place from now on. */
  Duration admit(long bytes) {
    long now = nanoTime.getAsLong();
    long cost = (long) (bytes * nanosPerByte);
    long busy = busyUntil.getAndUpdate(until -> begin(until, now) + cost);
    return Duration.ofNanos(Math.max(0, begin(busy, now) - now));
  }

  private long begin(long until, long now) {
    long earliest = now - BURST.toNanos();
    long latest = now + mostDelay.toNanos();
    long begin = until - earliest < 0 ? earliest : until;
    return begin - latest < 0 ? begin : latest;
  }
}
