package io.aitta.http;

import java.util.concurrent.atomic.AtomicLong;

/** What one request holds of the {@link BodyBudget}. Thread-safe. */
final class Reservation {
  private final BodyBudget budget;
  private final AtomicLong bytes = new AtomicLong();

  Reservation(BodyBudget budget) {
    this.budget = budget;
  }

  boolean tryReserve(long more) {
    if (!budget.tryReserve(more)) {
      return false;
    }
    bytes.addAndGet(more);
    return true;
  }

  /** Gives all of it back; again does no harm. */
  void release() {
    budget.release(bytes.getAndSet(0));
  }
}
