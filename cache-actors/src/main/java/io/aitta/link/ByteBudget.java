package io.aitta.link;

import java.util.concurrent.atomic.AtomicLong;

/** Bytes that may be held at a time. Thread-safe. */
final class ByteBudget {
  /** What a transfer takes beside its bytes, so that many tiny ones are bounded too. */
  private static final int OVERHEAD_BYTES = 1024;

  private final long limit;
  private final AtomicLong held = new AtomicLong();

  ByteBudget(long limit) {
    this.limit = limit;
  }

  /** Takes the bytes of one transfer, if there is room: one alone always has. */
  boolean reserve(int bytes) {
    long more = (long) bytes + OVERHEAD_BYTES;
    long before = held.getAndUpdate(now -> fits(now, more) ? now + more : now);
    return fits(before, more);
  }

  /** Gives back the bytes of one transfer. */
  void release(int bytes) {
    held.addAndGet(-((long) bytes + OVERHEAD_BYTES));
  }

  long held() {
    return held.get();
  }

  private boolean fits(long now, long more) {
    return now == 0 || now + more <= limit;
  }
}
