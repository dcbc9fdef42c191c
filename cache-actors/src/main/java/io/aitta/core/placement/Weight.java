package io.aitta.core.placement;

/**
 * What a partition costs those who have it.
 *
 * @param bytes it takes on everyone who holds a copy
 * @param load it puts on whoever leads it, in any unit that is the same for all partitions
 */
public record Weight(long bytes, long load) {
  /** Of a partition of which nothing is known: all of these weigh the same. */
  public static final Weight ONE = new Weight(1, 1);

  /**
   * @throws IllegalArgumentException when it weighs nothing: it has to be somewhere all the same
   */
  public Weight {
    if (bytes < 1 || load < 1) {
      throw new IllegalArgumentException("a partition weighs at least 1: " + bytes + ", " + load);
    }
  }
}
