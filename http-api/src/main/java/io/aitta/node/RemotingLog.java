package io.aitta.node;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import org.slf4j.Marker;

/**
 * Bounds what Pekko's remoting writes to the log, which has a line for each frame of garbage that a
 * stranger sends to the cluster port: of each logger and level so many lines in a while, then one
 * that says how many were left out. Who asks whether a line would be written is told no meanwhile,
 * so that it is not even put together. Logback creates it, by its name in {@code
 * logback-levels.xml}. Thread-safe.
 */
public final class RemotingLog extends TurboFilter {
  /** How many lines of one logger and level are written in a {@link #WHILE}. */
  static final int MOST = 20;

  static final Duration WHILE = Duration.ofSeconds(10);
  private static final String REMOTING = "org.apache.pekko.remote";

  private final LongSupplier clock;
  private final Later later;
  private final Map<String, Window> windows = new ConcurrentHashMap<>();
  private final LongAdder complaints = new LongAdder();

  /** Runs something once a time has passed. */
  @FunctionalInterface
  interface Later {
    void run(Runnable task, Duration delay);
  }

  /** Bounds by the time of the machine. */
  public RemotingLog() {
    this.clock = System::nanoTime;
    this.later = this::schedule;
  }

  RemotingLog(LongSupplier nanoTime, Later later) {
    this.clock = nanoTime;
    this.later = later;
  }

  /** How many warnings and errors there were, written or not. */
  long complaints() {
    return complaints.sum();
  }

  /** Without a format the logger is only asked whether it would write a line. */
  @Override
  public FilterReply decide(
      Marker marker, Logger logger, Level level, String format, Object[] parameters, Throwable t) {
    boolean bounded =
        tellsOfRemoting(logger.getName()) && level.isGreaterOrEqual(logger.getEffectiveLevel());
    if (!bounded) {
      return FilterReply.NEUTRAL;
    }
    Window window =
        windows.computeIfAbsent(
            logger.getName() + " " + level, key -> new Window(key, clock.getAsLong()));
    boolean asksOnly = format == null;
    boolean passes = asksOnly ? window.hasRoom(clock.getAsLong()) : window.takes(clock.getAsLong());
    if (level.isGreaterOrEqual(Level.WARN) && !(asksOnly && passes)) {
      complaints.increment();
    }
    if (!passes) {
      window.leaveOut();
    }
    return passes ? FilterReply.NEUTRAL : FilterReply.DENY;
  }

  private static boolean tellsOfRemoting(String logger) {
    return logger.startsWith(REMOTING) || logger.equals(ForeignConnections.class.getName());
  }

  private void report(String key, long leftOut) {
    ((LoggerContext) getContext())
        .getLogger(RemotingLog.class)
        .warn(
            "{} lines of {} were left out of this log within {} s: see the last ones before; a"
                + " stranger on the cluster port is the usual reason",
            leftOut,
            key,
            WHILE.toSeconds());
  }

  private void schedule(Runnable task, Duration delay) {
    ScheduledFuture<?> unused =
        getContext()
            .getScheduledExecutorService()
            .schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
  }

  /** What one logger wrote on one level lately. */
  private final class Window {
    private final String key;
    private long began;
    private int passed;
    private long leftOut;

    private Window(String key, long now) {
      this.key = key;
      this.began = now;
    }

    synchronized boolean hasRoom(long now) {
      if (now - began >= WHILE.toNanos()) {
        began = now;
        passed = 0;
      }
      return passed < MOST;
    }

    synchronized boolean takes(long now) {
      boolean room = hasRoom(now);
      passed += room ? 1 : 0;
      return room;
    }

    synchronized void leaveOut() {
      leftOut++;
      if (leftOut == 1) {
        later.run(this::sum, WHILE);
      }
    }

    private void sum() {
      long sum;
      synchronized (this) {
        sum = leftOut;
        leftOut = 0;
      }
      report(key, sum);
    }
  }
}
