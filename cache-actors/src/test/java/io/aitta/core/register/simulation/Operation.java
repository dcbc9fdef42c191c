package io.aitta.core.register.simulation;

import java.util.OptionalInt;

/**
 * What one client did to one key, and what it learned. Values are numbers, 0 where there is none;
 * every swap brings one that no other brings.
 *
 * @param next empty for a read
 * @param begun when it was called, in the order of the whole history
 * @param ended when it returned; the greatest number where it never did, or its end is unknown
 * @param seen the value it was told; empty where it is unknown
 */
record Operation(
    int key, int expected, OptionalInt next, long begun, long ended, OptionalInt seen) {
  static final long NEVER = Long.MAX_VALUE;

  static Operation read(int key, long begun, long ended, int seen) {
    return new Operation(key, 0, OptionalInt.empty(), begun, ended, OptionalInt.of(seen));
  }

  static Operation swap(int key, int expected, int next, long begun, long ended, int seen) {
    return new Operation(key, expected, OptionalInt.of(next), begun, ended, OptionalInt.of(seen));
  }

  static Operation unknown(int key, int expected, int next, long begun) {
    return new Operation(key, expected, OptionalInt.of(next), begun, NEVER, OptionalInt.empty());
  }

  /** Whether the swap would take effect on that value. */
  boolean swaps(int value) {
    return next.isPresent() && expected == value;
  }

  /** The value after it, when it takes effect or reads at once. */
  int after(int value) {
    return swaps(value) ? next.getAsInt() : value;
  }
}
