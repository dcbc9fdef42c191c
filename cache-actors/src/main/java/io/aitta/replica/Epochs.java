package io.aitta.replica;

/**
 * The rule of epochs: a later leader has a greater one, and no two nodes ever take the same. The
 * upper bits are the time, so that epochs do not come again after all nodes have forgotten them.
 */
final class Epochs {
  private static final int RANDOM_BITS = 16;

  private Epochs() {}

  /**
   * @param last the greatest epoch of the partition that was heard of
   * @param now in milliseconds of the epoch
   */
  static long next(long last, long now, long incarnation) {
    long random = incarnation & ((1L << RANDOM_BITS) - 1);
    return Math.max(last + 1, (now << RANDOM_BITS) | random);
  }
}
