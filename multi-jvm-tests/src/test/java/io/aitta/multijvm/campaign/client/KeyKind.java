package io.aitta.multijvm.campaign.client;

/**
 * What is done with a key.
 *
 * <p>A key is used for a bounded number of steps and then left alone, since the search for an order
 * of conditional writes takes the longer the more there are.
 */
public enum KeyKind {
  /** Puts of values that were never put before, and gets. */
  REGISTER("r", 4_000),
  /** Puts, conditional puts, removals and gets. */
  CONDITIONAL("c", 400),
  /** Increments by one, and gets. */
  COUNTER("n", 2_000),
  /** Puts with a lifetime, and gets: entries may end, but what is found is the latest. */
  EPHEMERAL("e", 4_000);

  private final String prefix;
  private final int steps;

  KeyKind(String prefix, int steps) {
    this.prefix = prefix;
    this.steps = steps;
  }

  /** Whether entries of a key may end without a call. */
  public static boolean mayEnd(String key) {
    return key.startsWith(EPHEMERAL.prefix);
  }

  String key(int slot, int step) {
    return prefix + slot + "-" + step / steps;
  }
}
