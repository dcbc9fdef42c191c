package io.aitta.replica;

/**
 * The rule of epochs: a later leader has a greater one, and no two nodes ever take the same. The
 * upper bits are the time, so that epochs do not come again after all nodes have forgotten them;
 * where the clock is not ahead of the last epoch's time, it is the next after that. The lower bits
 * are the node's own.
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
    long time = Math.max(now, (last >>> RANDOM_BITS) + 1);
    return (time << RANDOM_BITS) | random;
  }
}
