package io.aitta.register;

import java.util.concurrent.atomic.AtomicInteger;

/** How many more of something may be taken in. Thread-safe. */
final class Intake {
  private final int most;
  private final AtomicInteger taken = new AtomicInteger();

  Intake(int most) {
    this.most = most;
  }

  /** Takes one more in; false where there is no room. */
  boolean admit() {
    boolean admitted = taken.incrementAndGet() <= most;
    if (!admitted) {
      taken.decrementAndGet();
    }
    return admitted;
  }

  /** One of those taken in is done with. */
  void release() {
    taken.decrementAndGet();
  }
}
