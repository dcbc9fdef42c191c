package io.aitta.http;

import java.util.concurrent.atomic.AtomicLong;

/** What one request holds of a {@link ByteBudget}. Thread-safe. */
final class Reservation {
  private final ByteBudget budget;
  private final AtomicLong bytes = new AtomicLong();

  Reservation(ByteBudget budget) {
    this.budget = budget;
  }

  boolean tryReserve(long more) {
    if (!budget.tryReserve(more)) {
      return false;
    }
    bytes.addAndGet(more);
    return true;
  }

  /** Gives that much of it back, or what there is. */
  void release(long some) {
    long before = bytes.getAndUpdate(held -> Math.max(0, held - some));
    budget.release(Math.min(before, some));
  }

  /** Gives all of it back; again does no harm. */
  void release() {
    budget.release(bytes.getAndSet(0));
  }
}
