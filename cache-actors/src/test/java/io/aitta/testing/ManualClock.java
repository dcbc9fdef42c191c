package io.aitta.testing;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** A clock that goes only when told to; in milliseconds of the epoch. Thread-safe. */
public final class ManualClock implements LongSupplier {
  private final AtomicLong now;

  public ManualClock(long start) {
    this.now = new AtomicLong(start);
  }

  /** Moves on by that much. */
  public void advance(Duration duration) {
    now.addAndGet(duration.toMillis());
  }

  @Override
  public long getAsLong() {
    return now.get();
  }
}
