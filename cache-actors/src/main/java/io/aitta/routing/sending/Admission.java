package io.aitta.routing.sending;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** How much may be under way at once, in number and in bytes. Thread-safe. */
final class Admission {
  private final int maxQuestions;
  private final long maxBytes;
  private final AtomicInteger questions = new AtomicInteger();
  private final AtomicLong bytes = new AtomicLong();

  Admission(int maxQuestions, long maxBytes) {
    this.maxQuestions = maxQuestions;
    this.maxBytes = maxBytes;
  }

  /** Whether there is room; if so, it is taken. */
  boolean admit(long weight) {
    if (questions.incrementAndGet() > maxQuestions) {
      questions.decrementAndGet();
      return false;
    }
    if (bytes.addAndGet(weight) > maxBytes) {
      release(weight);
      return false;
    }
    return true;
  }

  void release(long weight) {
    bytes.addAndGet(-weight);
    questions.decrementAndGet();
  }

  int questions() {
    return questions.get();
  }

  long bytes() {
    return bytes.get();
  }
}
