package io.aitta.http;

import java.util.concurrent.atomic.AtomicLong;

/** Bytes that a node holds for its callers, bounded. Thread-safe. */
final class ByteBudget {
  private final long limit;
  private final AtomicLong held = new AtomicLong();

  ByteBudget(long limit) {
    this.limit = limit;
  }

  /** Takes room for that many bytes, if there is. */
  boolean tryReserve(long bytes) {
    if (held.addAndGet(bytes) <= limit) {
      return true;
    }
    held.addAndGet(-bytes);
    return false;
  }

  void release(long bytes) {
    held.addAndGet(-bytes);
  }

  long held() {
    return held.get();
  }
}
