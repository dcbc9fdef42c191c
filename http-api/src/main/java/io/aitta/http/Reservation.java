package io.aitta.http;

/** What one request holds of a {@link ByteBudget}. Thread-safe. */
final class Reservation {
  private final ByteBudget budget;
  private long held;
  private boolean closed;

  Reservation(ByteBudget budget) {
    this.budget = budget;
  }

  /** Takes room for that many bytes more, if there is; not once it is closed. */
  synchronized boolean tryReserve(long more) {
    if (closed || !budget.tryReserve(more)) {
      return false;
    }
    held += more;
    return true;
  }

  /** Gives that much of it back, or what there is. */
  synchronized void release(long some) {
    long given = Math.min(held, some);
    held -= given;
    budget.release(given);
  }

  /** Gives all of it back for good: what comes late, for a client that has gone, finds no room. */
  synchronized void close() {
    release(held);
    closed = true;
  }
}
