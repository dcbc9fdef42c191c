package io.aitta.http;

import java.util.concurrent.atomic.AtomicLong;

/** The bytes of request bodies that a node holds, bounded. Thread-safe. */
final class BodyBudget {
  private final long limit;
  private final AtomicLong held = new AtomicLong();

  BodyBudget(long limit) {
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
