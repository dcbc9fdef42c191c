package io.aitta.wire;

import java.util.concurrent.atomic.LongAdder;

/** What the serializer of a node has met since its start. Thread-safe. */
public final class WireCounters {
  private final LongAdder malformed = new LongAdder();
  private final LongAdder unsupported = new LongAdder();
  private final LongAdder overflowed = new LongAdder();

  WireCounters() {}

  /** How many payloads were no message. */
  public long malformed() {
    return malformed.sum();
  }

  /** How many requests were for an operation that this version does not know. */
  public long unsupported() {
    return unsupported.sum();
  }

  /** How many messages did not fit their frame and were lost. */
  public long overflowed() {
    return overflowed.sum();
  }

  void countMalformed() {
    malformed.increment();
  }

  void countUnsupported() {
    unsupported.increment();
  }

  void countOverflowed() {
    overflowed.increment();
  }
}
