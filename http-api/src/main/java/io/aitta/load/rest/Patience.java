package io.aitta.load.rest;

import static java.util.Objects.requireNonNull;

import io.aitta.console.OperatorException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * How long something is tried again, and how long the pauses are, each twice the one before.
 *
 * @param limit the time after which no try begins
 * @param firstPause the pause before the second try
 * @param longestPause what pauses grow to
 */
public record Patience(Duration limit, Duration firstPause, Duration longestPause) {
  /** Outlasts a failover. */
  public static final Patience USUAL =
      new Patience(Duration.ofSeconds(60), Duration.ofMillis(50), Duration.ofSeconds(2));

  /** Nothing is null. */
  public Patience {
    requireNonNull(limit, "limit is null");
    requireNonNull(firstPause, "firstPause is null");
    requireNonNull(longestPause, "longestPause is null");
  }

  /** The first try begins now. */
  public Tries begin() {
    return new Tries(this);
  }

  /** The tries of one thing. For use by one thread. */
  public static final class Tries {
    private final Patience patience;
    private final long startedAt = System.nanoTime();
    private long pause;

    private Tries(Patience patience) {
      this.patience = patience;
      this.pause = patience.firstPause.toNanos();
    }

    /**
     * Waits before the next try; false, at once, when the time for it would be over.
     *
     * @throws OperatorException when the thread is interrupted
     */
    public boolean awaitNext() {
      if (System.nanoTime() + pause - startedAt > patience.limit.toNanos()) {
        return false;
      }
      try {
        TimeUnit.NANOSECONDS.sleep(pause);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new OperatorException(OperatorException.INTERRUPTED, e);
      }
      pause = Math.min(2 * pause, patience.longestPause.toNanos());
      return true;
    }
  }
}
