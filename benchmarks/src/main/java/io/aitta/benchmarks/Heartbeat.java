package io.aitta.benchmarks;

import java.io.PrintWriter;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Says every five seconds how far a run is. Closing it ends that. */
final class Heartbeat implements AutoCloseable {
  private static final int SECONDS = 5;

  private final String what;
  private final long total;
  private final AtomicLong done;
  private final PrintWriter out;
  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  private final ScheduledFuture<?> beat;
  private long before;

  Heartbeat(String what, long total, AtomicLong done, PrintWriter out) {
    this.what = what;
    this.total = total;
    this.done = done;
    this.out = out;
    this.beat = timer.scheduleAtFixedRate(this::tell, SECONDS, SECONDS, TimeUnit.SECONDS);
  }

  private void tell() {
    long now = done.get();
    out.printf("%s: %d of %d requests, %d/s%n", what, now, total, (now - before) / SECONDS);
    out.flush();
    before = now;
  }

  @Override
  public void close() {
    beat.cancel(false);
    timer.shutdownNow();
  }
}
